import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Announcement } from '../../kernel/events/index.ts'
import { heldRows, returnToQueue, type HeldRow } from '../conversations/index.ts'
import type { Notice, NotificationSettings } from './contract.ts'
import { pushes } from './live.ts'
import { DEFAULTS } from './read-settings.ts'

type Agent = Client & { id: string }

let test: TestApp
let announced: Announcement[] = []
let inbox: string
let team: string
/** Named "agent 1", as the harness names them. */
let hana: Agent
let ken: Agent
/** In no team, and so without any inbox. */
let outsider: Agent

beforeAll(async () => {
  test = await testApp()
  test.app.database.onCommit((_workspaceId, announcements) => announced.push(...announcements))
  inbox = await addInbox(test.db, 'Orders')
  team = await test.team('注文')
  hana = await test.person('agent', [team])
  ken = await test.person('agent', [team])
  outsider = await test.person('agent')
  await test.db.run(sql`
    insert into inbox_teams (workspace_id, inbox_id, team_id) values (${test.workspaceId}, ${inbox}, ${team})`)
})

beforeEach(() => {
  announced = []
})

/** What people are told of the events since the test began, by who is told. */
const told = async (): Promise<Record<string, Notice[]>> => {
  const frames = await Promise.all(
    pushes.map((push) =>
      push.load(
        test.db,
        announced.filter(({ name }) => push.events.includes(name)),
      ),
    ),
  )
  const found: Record<string, Notice[]> = {}
  for (const { topics, frame } of frames.flat())
    for (const topic of topics) (found[topic.replace('person:', '')] ??= []).push(frame['data'] as Notice)
  return found
}

const path = '/api/me/notifications'
const everything: NotificationSettings = { desktop: [...DEFAULTS.desktop, 'team'], sound: ['mentioned'] }
const settle = (agent: Agent, settings = everything) => agent.ok('PUT', path, settings)
const assign = (by: Agent, conversationId: string, change: { assigneeId?: string; teamId?: string }) =>
  by.ok('PUT', `/api/conversations/${conversationId}/assignee`, change)

describe('settings', () => {
  it('are each person’s own, and have defaults until then', async () => {
    expect(await hana.ok('GET', path)).toEqual(DEFAULTS)
    await settle(hana, { desktop: [], sound: ['mentioned', 'mentioned'] })
    expect(await hana.ok('GET', path)).toEqual({ desktop: [], sound: ['mentioned'] })
    expect(await ken.ok('GET', path)).toEqual(DEFAULTS)
    expect((await hana.call('PUT', path, { desktop: ['rain'], sound: [] })).status).toBe(400)
    await settle(hana, DEFAULTS)
  })
})

describe('people are told', () => {
  it('when a conversation becomes theirs, not when they take it themselves', async () => {
    const { conversationId } = await receive(test.db, 'a@mail.example', inbox, { subject: '配送' })
    announced = []
    await assign(ken, conversationId, { assigneeId: hana.id })
    expect(await told()).toEqual({
      [hana.id]: [
        expect.objectContaining({
          happening: 'assigned',
          conversationId,
          subject: '配送',
          customer: 'a',
          by: 'agent 2',
          desktop: true,
          sound: false,
        }),
      ],
    })
    announced = []
    await assign(ken, conversationId, { assigneeId: ken.id })
    expect(await told()).toEqual({})
  })

  it('when a customer replies to theirs, with the words', async () => {
    const first = await receive(test.db, 'b@mail.example', inbox, { messageKey: 'mid:first' })
    await assign(ken, first.conversationId, { assigneeId: hana.id })
    announced = []
    const reply = { text: '届きました。', threadKeys: ['mid:first'] }
    const second = await receive(test.db, 'b@mail.example', inbox, reply)
    expect(second.conversationId).toBe(first.conversationId)
    expect(await told()).toEqual({
      [hana.id]: [expect.objectContaining({ happening: 'replied', text: '届きました。', by: null })],
    })
    announced = []
    await receive(test.db, 'b@mail.example', inbox, { ...reply, automatic: true })
    expect(await told()).toEqual({})
  })

  it('when something new comes in for their teams, if they want that', async () => {
    await receive(test.db, 'c@mail.example', inbox)
    expect(await told()).toEqual({})
    await settle(hana)
    expect(Object.keys(await told())).toEqual([hana.id])
    announced = []
    const elsewhere = await addInbox(test.db, 'Care')
    const { conversationId } = await receive(test.db, 'd@mail.example', elsewhere)
    expect(await told()).toEqual({})
    // Handed to the team, but through an inbox that its members do not see.
    const lead = await test.person('lead')
    await assign(lead, conversationId, { teamId: team })
    expect(await told()).toEqual({})
    await test.db.run(sql`
      insert into inbox_teams (workspace_id, inbox_id, team_id)
      values (${test.workspaceId}, ${elsewhere}, ${team})`)
    announced = announced.filter(({ name }) => name === 'conversation.changed')
    expect(await told()).toEqual({ [hana.id]: [expect.objectContaining({ happening: 'team' })] })
  })

  it('when a conversation goes back to the queue: whoever held it, and those who can take it', async () => {
    const { conversationId } = await receive(test.db, 'h@mail.example', inbox)
    await assign(ken, conversationId, { assigneeId: outsider.id })
    const [held] = (
      await heldRows(test.db, { before: new Date(Date.now() + 1000), gone: [] }, undefined, 500)
    ).filter(({ id }) => id === conversationId)
    announced = []
    await test.db.tx((tx) => returnToQueue(tx, held as HeldRow))
    const returned = [expect.objectContaining({ happening: 'returned', conversationId, by: null })]
    // Not the one who held it without seeing the inbox.
    expect(await told()).toEqual({ [hana.id]: returned, [ken.id]: returned })
  })

  it('when they are mentioned, but by nobody out of whose sight it is, and not by themselves', async () => {
    const { conversationId } = await receive(test.db, 'e@mail.example', inbox)
    announced = []
    await ken.ok('POST', `/api/conversations/${conversationId}/notes`, {
      text: '確認をお願いします',
      mentions: [hana.id, ken.id, outsider.id],
    })
    expect(await told()).toEqual({
      [hana.id]: [
        expect.objectContaining({
          happening: 'mentioned',
          text: '確認をお願いします',
          by: 'agent 2',
          sound: true,
        }),
      ],
    })
  })

  it('once of one conversation: of what concerns them most', async () => {
    const { conversationId } = await receive(test.db, 'f@mail.example', inbox)
    await assign(ken, conversationId, { assigneeId: hana.id })
    expect((await told())[hana.id]).toMatchObject([{ happening: 'assigned' }])
    await settle(hana, { desktop: ['team'], sound: [] })
    expect((await told())[hana.id]).toMatchObject([{ happening: 'team' }])
    await settle(hana, { desktop: [], sound: [] })
    expect(await told()).toEqual({})
    await settle(hana, DEFAULTS)
  })

  it('when an answer waits for them, when theirs was approved, and when the customer went on before it left', async () => {
    const lead = await test.person('lead')
    const checks = await test.owner.ok<object>('GET', '/api/send-checks')
    await test.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [{ agentIds: [ken.id] }] })
    const { conversationId } = await receive(test.db, 'h@mail.example', inbox, { messageKey: 'mid:h' })
    announced = []
    const { id } = await ken.ok<{ id: string }>('POST', `/api/conversations/${conversationId}/replies`, {
      text: 'ご案内します。',
    })
    const asked = await told()
    expect(asked[lead.id]).toMatchObject([{ happening: 'approval', by: 'agent 2', text: 'ご案内します。' }])
    expect(Object.keys(asked)).not.toContain(ken.id)
    expect(Object.keys(asked)).not.toContain(hana.id)
    announced = []
    await receive(test.db, 'h@mail.example', inbox, { threadKeys: ['mid:h'] })
    expect(Object.keys(await told())).toEqual([ken.id])
    announced = []
    await lead.ok('POST', `/api/messages/${id}/approve`, { anyway: true })
    expect(await told()).toEqual({
      [ken.id]: [expect.objectContaining({ happening: 'approved', by: expect.stringContaining('lead') })],
    })
    await test.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [] })
  })

  it('without words that went out of their sight meanwhile', async () => {
    const elsewhere = await addInbox(test.db, 'Returns')
    const into = await receive(test.db, 'i@mail.example', inbox)
    const from = await receive(test.db, 'j@mail.example', elsewhere, { messageKey: 'mid:j' })
    await assign(ken, into.conversationId, { assigneeId: hana.id })
    const { linkId } = await test.owner.ok<{ linkId: string }>(
      'POST',
      `/api/conversations/${from.conversationId}/merge`,
      { intoId: into.conversationId, differentCustomers: true },
    )
    announced = []
    await receive(test.db, 'j@mail.example', elsewhere, { text: '内密です。', threadKeys: ['mid:j'] })
    const replied = announced
    expect((await told())[hana.id]).toMatchObject([{ happening: 'replied', text: '内密です。' }])
    await test.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
    announced = replied
    const notices = await told()
    expect(notices[hana.id]).toMatchObject([{ happening: 'replied' }])
    expect(JSON.stringify(notices)).not.toContain('内密')
  })

  it('no more once they were switched off', async () => {
    const { conversationId } = await receive(test.db, 'g@mail.example', inbox)
    await assign(ken, conversationId, { assigneeId: hana.id })
    await test.db.run(sql`
      update agents set active = false where workspace_id = ${test.workspaceId} and id = ${hana.id}`)
    expect(await told()).toEqual({})
  })
})
