import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Rule } from './contract.ts'
import { watchWaits } from './watch-waits.ts'

let test: TestApp
let inbox: string
let chat: string
let team: string
let hana: Client & { id: string }
let ken: Client & { id: string }
let lead: Client & { id: string }

beforeAll(async () => {
  test = await testApp()
  inbox = await addInbox(test.db, 'Orders')
  chat = await addInbox(test.db, 'Chat')
  team = await test.team('注文')
  hana = await test.person('agent', [team])
  ken = await test.person('agent', [team])
  lead = await test.person('lead')
  for (const id of [inbox, chat])
    await test.db.run(sql`
      insert into inbox_teams (workspace_id, inbox_id, team_id) values (${test.workspaceId}, ${id}, ${team})`)
})

beforeEach(async () => {
  await test.settled()
  await test.db.run(sql`delete from tellings where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`delete from unanswered where workspace_id = ${test.workspaceId}`)
  await test.db.run(sql`
    update conversations set status = 'resolved', waiting_since = null where workspace_id = ${test.workspaceId}`)
})

const path = '/api/unanswered-rules'
const rule = (change: Partial<Rule> = {}): Rule => ({
  inboxId: null,
  teamId: null,
  seconds: 3600,
  businessTime: false,
  tells: ['holder'],
  ...change,
})
const settle = (...rules: Rule[]) => test.owner.ok<Rule[]>('PUT', path, { rules })

/** Somebody who has waited for so long. */
const waits = async (from: string, minutes: number, inboxId = inbox) => {
  const { conversationId } = await receive(test.db, `${from}@mail.example`, inboxId, {
    messageKey: `mid:${from}`,
  })
  await test.db.run(sql`
    update conversations set waiting_since = now() - ${minutes} * interval '1 minute'
    where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
  return conversationId
}

/** Who is told of what at a look, as `name subject count`. */
const look = async (): Promise<string[]> => {
  await test.settled()
  await test.db.run(sql`delete from tellings where workspace_id = ${test.workspaceId}`)
  await watchWaits(test.db)
  await test.settled()
  const rows = await test.db.many<{ name: string; subject: string; count: number }>(sql`
    select a.name, t.subject, t.count from tellings t
    join agents a on a.workspace_id = ${test.workspaceId} and a.id = t.agent_id
    where t.workspace_id = ${test.workspaceId} and t.happening = 'unanswered' order by a.name, t.subject`)
  return rows.map(({ name, subject, count }) => `${name} ${subject} ${count}`)
}

const LIST = '/inbox?sort=waiting'

describe('rules', () => {
  it('are settled by those who may, and say what is wrong', async () => {
    expect(await test.owner.ok('GET', path)).toEqual([])
    const rules = [
      rule(),
      rule({ inboxId: chat, seconds: 120 }),
      rule({ teamId: team, seconds: null, tells: [] }),
    ]
    expect(await settle(...rules)).toEqual(rules)
    expect(await hana.ok('GET', path)).toEqual(rules)
    expect((await hana.call('PUT', path, { rules })).status).toBe(403)
    const refused = async (...wrong: Rule[]) =>
      (await test.owner.call<{ code: string }>('PUT', path, { rules: wrong })).body.code
    expect(await refused(rule(), rule({ seconds: 60 }))).toBe('unanswered.twice')
    expect(await refused(rule({ inboxId: inbox, teamId: team }))).toBe('unanswered.two-places')
    expect(await refused(rule({ tells: [] }))).toBe('unanswered.nobody')
    expect(await refused(rule({ inboxId: team }))).toBe('unanswered.no-place')
    expect(await test.owner.ok('GET', path)).toEqual(rules)
    const { items } = await test.owner.ok<{ items: { action: string }[] }>('GET', '/api/audit?limit=5')
    expect(items.map(({ action }) => action)).toContain('unanswered.save-rules')
  })
})

describe('of a customer who waits longer than is set', () => {
  it('whoever holds the conversation is told of it, else its team of how many, and each wait once', async () => {
    await settle(rule())
    const held = await waits('held', 61)
    await test.owner.ok('PUT', `/api/conversations/${held}/assignee`, { assigneeId: hana.id })
    await waits('free', 90)
    await waits('free too', 70)
    await waits('patient', 50)
    expect(await look()).toEqual([`agent 1 ${LIST} 2`, `agent 1 ${held} 1`, `agent 2 ${LIST} 2`].toSorted())
    expect(await look()).toEqual([])
    // Who writes again waits since the first question.
    await receive(test.db, 'held@mail.example', inbox, { threadKeys: ['mid:held'] })
    expect(await look()).toEqual([])
  })

  it('leads are told once of those of all inboxes, though they are in a team, too', async () => {
    await settle(rule({ tells: ['holder', 'leads'] }))
    await test.owner.ok('PATCH', `/api/teams/${team}`, { agentIds: [hana.id, ken.id, lead.id] })
    await waits('one', 61)
    await waits('two', 61, chat)
    expect(await look()).toEqual([
      `agent 1 ${LIST} 2`,
      `agent 2 ${LIST} 2`,
      `lead 3 ${LIST} 2`,
      `owner ${LIST} 2`,
    ])
    await test.owner.ok('PATCH', `/api/teams/${team}`, { agentIds: [hana.id, ken.id] })
    const { items } = await lead.ok<{ items: { title: string; href: string }[] }>('GET', '/api/me/notices')
    expect(items[0]).toMatchObject({ href: LIST, title: '1時間以上お待たせしている未回答の会話：2件' })
  })

  it('the inbox’s rule holds, else the team’s, else that for everywhere', async () => {
    await settle(
      rule({ seconds: 7200 }),
      rule({ inboxId: chat, seconds: 120 }),
      rule({ teamId: team, seconds: null, tells: [] }),
    )
    await waits('mail', 100)
    await waits('chat', 3, chat)
    const silent = await waits('silent', 300)
    await test.owner.ok('PUT', `/api/conversations/${silent}/assignee`, { teamId: team })
    expect(await look()).toEqual([`agent 1 ${LIST} 1`, `agent 2 ${LIST} 1`])
    await settle(rule({ seconds: 5400 }), rule({ teamId: team, seconds: 17_000 }))
    expect(await look()).toEqual([`agent 1 ${LIST} 2`, `agent 2 ${LIST} 2`])
  })

  it('who was answered and asks again waits anew', async () => {
    await settle(rule())
    const id = await waits('again', 61)
    expect(await look()).toHaveLength(2)
    await hana.ok('POST', `/api/conversations/${id}/replies`, { text: 'お調べします。' })
    expect(await look()).toEqual([])
    expect(
      await test.db.many(sql`
        select conversation_id from unanswered where workspace_id = ${test.workspaceId}`),
    ).toEqual([])
    await receive(test.db, 'again@mail.example', inbox, { threadKeys: ['mid:again'] })
    await test.db.run(sql`
      update conversations set waiting_since = now() - interval '2 hours'
      where workspace_id = ${test.workspaceId} and id = ${id}`)
    expect(await look()).toHaveLength(2)
  })

  it('nobody is told of what sleeps, nor where the time stands still', async () => {
    await settle(rule())
    const id = await waits('sleeps', 61)
    await test.db.run(sql`
      update conversations set status = 'snoozed', snoozed_until = now() + interval '1 day'
      where workspace_id = ${test.workspaceId} and id = ${id}`)
    expect(await look()).toEqual([])
    // A calendar that was open for one hour of yesterday, is closed since, and opens again the day after tomorrow.
    const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await test.owner.ok('POST', '/api/calendars', {
      name: '昨日だけ',
      timeZone: 'UTC',
      week: [0, 1, 2, 3, 4, 5, 6].map((day) =>
        day === (new Date().getUTCDay() + 1) % 7 ? [{ opens: '00:00', closes: '01:00' }] : [],
      ),
      days: [{ date: day, name: '臨時', blocks: [{ opens: '00:00', closes: '01:00' }] }],
      inboxIds: [inbox],
    })
    await settle(rule({ businessTime: true, seconds: 3000 }))
    await waits('before', 3000)
    await waits('after', 10)
    expect(await look()).toEqual([`agent 1 ${LIST} 1`, `agent 2 ${LIST} 1`])
  })

  it('hundreds are told as one', async () => {
    await settle(rule({ tells: ['leads'] }))
    const ids = []
    for (let n = 0; n < 12; n += 1) ids.push(await waits(`many${n}`, 100 + n))
    expect(await look()).toEqual([`lead 3 ${LIST} 12`, `owner ${LIST} 12`])
  })
})
