import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { heldRows, returnToQueue, setReceipt, type HeldRow } from '../conversations/index.ts'
import type { NotificationSettings } from './contract.ts'
import { tellingDesk } from './fixtures/telling-desk.ts'

let desk: Awaited<ReturnType<typeof tellingDesk>>

beforeAll(async () => {
  desk = await tellingDesk()
})

beforeEach(async () => {
  await desk.told()
})

const path = '/api/me/notifications'
const one = (happening: string, more: object = {}) => [expect.objectContaining({ happening, ...more })]

describe('how somebody is told', () => {
  const waysOf = async (of: { ok: typeof desk.hana.ok }, happening: string) =>
    (await of.ok<NotificationSettings>('GET', path)).choices.find((each) => each.happening === happening)
      ?.ways

  it('is each person’s own, and has defaults until then', async () => {
    const { hana, ken, settle } = desk
    expect(await waysOf(hana, 'mentioned')).toEqual(['app', 'desktop', 'push'])
    await settle(hana, { mentioned: ['sound', 'sound', 'app'], team: [] })
    expect(await waysOf(hana, 'mentioned')).toEqual(['app', 'sound'])
    expect(await waysOf(hana, 'assigned')).toEqual(['app', 'desktop', 'push'])
    expect(await waysOf(ken, 'mentioned')).toEqual(['app', 'desktop', 'push'])
    expect((await hana.call('PUT', path, { ways: { mentioned: ['smoke'] } })).status).toBe(400)
    expect((await hana.call('PUT', path, { ways: { rain: ['app'] } })).body).toMatchObject({
      code: 'notifications.unknown',
    })
    await settle(hana, { mentioned: ['app', 'desktop'] })
  })

  it('lists what concerns people most first, what other rooms tell among it', async () => {
    const { choices } = await desk.hana.ok<NotificationSettings>('GET', path)
    const names = choices.map(({ happening }) => happening)
    expect(names[0]).toBe('mentioned')
    expect(names).toContain('promise-broken')
  })
})

describe('people are told', () => {
  it('when a conversation becomes theirs, not when they take it themselves', async () => {
    const { test, inbox, hana, ken, assign, told } = desk
    const { conversationId } = await receive(test.db, 'a@mail.example', inbox, { subject: '配送' })
    await told()
    await assign(ken, conversationId, { assigneeId: hana.id })
    expect(await told()).toEqual({
      [hana.id]: one('assigned', {
        subject: conversationId,
        ways: ['app', 'desktop', 'push'],
        why: 'person',
      }),
    })
    await assign(ken, conversationId, { assigneeId: ken.id })
    expect(await told()).toEqual({})
  })

  it('when a customer replies to theirs, or to one that they follow', async () => {
    const { test, inbox, hana, ken, outsider, assign, told } = desk
    const first = await receive(test.db, 'b@mail.example', inbox, { messageKey: 'mid:first' })
    await assign(ken, first.conversationId, { assigneeId: hana.id })
    const follow = `/api/conversations/${first.conversationId}/following`
    await ken.ok('PUT', follow, { following: true })
    await test.db.run(sql`
      insert into followers (workspace_id, conversation_id, agent_id)
      values (${test.workspaceId}, ${first.conversationId}, ${outsider.id})`)
    await told()
    const reply = { text: '届きました。', threadKeys: ['mid:first'] }
    const second = await receive(test.db, 'b@mail.example', inbox, reply)
    expect(second.conversationId).toBe(first.conversationId)
    expect(await told()).toEqual({
      [hana.id]: one('replied', { why: 'holder' }),
      [ken.id]: one('followed', { ways: ['app'] }),
    })
    await receive(test.db, 'b@mail.example', inbox, { ...reply, automatic: true })
    expect(await told()).toEqual({})
  })

  it('when something new comes in for their teams, if they want that', async () => {
    const { test, inbox, team, hana, settle, assign, open, told } = desk
    await receive(test.db, 'c@mail.example', inbox)
    expect(await told()).toEqual({})
    await settle(hana, { team: ['app'] })
    await receive(test.db, 'c2@mail.example', inbox)
    expect(await told()).toEqual({ [hana.id]: one('team') })
    const elsewhere = await addInbox(test.db, 'Care')
    const { conversationId } = await receive(test.db, 'd@mail.example', elsewhere)
    expect(await told()).toEqual({})
    // Handed to the team, but through an inbox that its members do not see.
    const lead = await test.person('lead')
    await assign(lead, conversationId, { teamId: team })
    expect(await told()).toEqual({})
    await open(elsewhere)
    await assign(lead, conversationId, { teamId: null })
    await assign(lead, conversationId, { teamId: team })
    expect(await told()).toEqual({ [hana.id]: one('team', { why: 'group' }) })
    await settle(hana, { team: [] })
  })

  it('when a conversation goes back to the queue: whoever held it, and those who can take it', async () => {
    const { test, inbox, hana, ken, outsider, assign, told } = desk
    const { conversationId } = await receive(test.db, 'h@mail.example', inbox)
    await assign(ken, conversationId, { assigneeId: outsider.id })
    const [held] = (
      await heldRows(test.db, { before: new Date(Date.now() + 1000), gone: [] }, undefined, 500)
    ).filter(({ id }) => id === conversationId)
    await told()
    await test.db.tx((tx) => returnToQueue(tx, held as HeldRow))
    // Not the one who held it without seeing the inbox.
    expect(await told()).toEqual({ [hana.id]: one('returned'), [ken.id]: one('returned') })
  })

  it('when they are mentioned, but by nobody out of whose sight it is, and not by themselves', async () => {
    const { test, inbox, hana, ken, outsider, told } = desk
    const { conversationId } = await receive(test.db, 'e@mail.example', inbox)
    await told()
    await ken.ok('POST', `/api/conversations/${conversationId}/notes`, {
      text: '確認をお願いします',
      mentions: [hana.id, ken.id, outsider.id],
    })
    expect(await told()).toEqual({ [hana.id]: one('mentioned') })
  })

  it('once of one conversation: of what concerns them most of what they want to hear', async () => {
    const { test, inbox, team, hana, ken, settle, assign, told } = desk
    const { conversationId } = await receive(test.db, 'f@mail.example', inbox)
    await told()
    const both = () => assign(ken, conversationId, { assigneeId: hana.id, teamId: team })
    const neither = () => assign(ken, conversationId, { assigneeId: null, teamId: null })
    await settle(hana, { team: ['sound'] })
    await both()
    expect(await told()).toEqual({
      [hana.id]: one('assigned', { count: 1, ways: ['app', 'desktop', 'push', 'sound'] }),
    })
    await neither()
    await settle(hana, { assigned: [] })
    await both()
    expect(await told()).toEqual({ [hana.id]: one('team', { ways: ['sound'] }) })
    await neither()
    await settle(hana, { team: [] })
    await both()
    expect(await told()).toEqual({})
    await settle(hana, { assigned: ['app', 'desktop'] })
  })

  it('when an answer waits for them, when theirs was approved, and when the customer went on before it left', async () => {
    const { test, inbox, hana, ken, told } = desk
    const lead = await test.person('lead')
    const checks = await test.owner.ok<object>('GET', '/api/send-checks')
    await test.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [{ agentIds: [ken.id] }] })
    const { conversationId } = await receive(test.db, 'h@mail.example', inbox, { messageKey: 'mid:h' })
    await told()
    const { id } = await ken.ok<{ id: string }>('POST', `/api/conversations/${conversationId}/replies`, {
      text: 'ご案内します。',
    })
    const asked = await told()
    expect(asked[lead.id]).toEqual(one('approval', { why: 'permitted' }))
    expect(Object.keys(asked)).not.toContain(ken.id)
    expect(Object.keys(asked)).not.toContain(hana.id)
    await receive(test.db, 'h@mail.example', inbox, { threadKeys: ['mid:h'] })
    expect(Object.keys(await told())).toEqual([ken.id])
    await lead.ok('POST', `/api/messages/${id}/approve`, { anyway: true })
    expect(await told()).toMatchObject({ [ken.id]: one('approved') })
    await test.owner.ok('PUT', '/api/send-checks', { ...checks, approvals: [] })
  })

  it('when their answer did not reach the customer', async () => {
    const { test, inbox, ken, told } = desk
    const { conversationId } = await receive(test.db, 'k@mail.example', inbox)
    const { id: messageId } = await ken.ok<{ id: string }>(
      'POST',
      `/api/conversations/${conversationId}/replies`,
      { text: 'お待たせしました。' },
    )
    await told()
    const receipt = (value: 'sent' | 'bounced') =>
      test.db.tx((tx) => setReceipt(tx, { messageId, receipt: value }))
    await receipt('sent')
    expect(await told()).toEqual({})
    await receipt('bounced')
    expect(await told()).toEqual({ [ken.id]: one('failed', { subject: conversationId }) })
  })

  it('no more once they were switched off', async () => {
    const { test, inbox, hana, ken, assign, told } = desk
    const { conversationId } = await receive(test.db, 'g@mail.example', inbox, { messageKey: 'mid:g' })
    await assign(ken, conversationId, { assigneeId: hana.id })
    await told()
    await test.db.run(sql`
      update agents set active = false where workspace_id = ${test.workspaceId} and id = ${hana.id}`)
    await receive(test.db, 'g@mail.example', inbox, { threadKeys: ['mid:g'] })
    expect(await told()).toEqual({})
  })
})
