import { beforeEach, describe, expect, it } from 'vitest'
import type { Conversation, Message } from './contract.ts'
import { sendAutomatic } from './index.ts'
import { heldRows } from './queries/held.ts'
import { outgoingById } from './queries/outgoing.ts'
import { approval, NO_CHECKS } from './fixtures/checks.ts'
import { BLANK_DRAFT } from './fixtures/blank-draft.ts'
import { mergedDesk } from './fixtures/merged-desk.ts'

const { app, agent, one, two, window, at, someone, get, write, merge, reply, refused } = await mergedDesk()
const lead = await app.person('lead')

beforeEach(() => app.owner.ok('PUT', '/api/send-checks', NO_CHECKS))

const way = async ({ id }: Message) => {
  const row = await outgoingById(app.db, id)
  return [row?.conversationId, row?.inboxId, row?.customerId, row?.subject]
}

/** Tanaka's conversation in one inbox, merged into Suzuki's in another one. Suzuki wrote last. */
const merged = async () => {
  const [tanaka, suzuki] = [someone(), someone()]
  const a = await write(tanaka, one, '田中 一郎', { subject: '返品', text: '注文 70012345 の返品です。' })
  const b = await write(suzuki, two, '鈴木 花子', { subject: '配送', text: '注文 80054321 が届きません。' })
  const [of, into] = [await get(a.conversationId), await get(b.conversationId)]
  const { linkId } = await merge(of.id, into.id)
  return { tanaka, suzuki, first: a.messageId, of, into, linkId }
}

describe('an answer to one of two customers that waits for approval', () => {
  it('keeps the other from no watchdog, who waits since their own message', async () => {
    const { tanaka, suzuki, into } = await merged()
    await agent.ok('PUT', `${at(into.id)}/assignee`, { assigneeId: agent.id })
    const moments = new Map(
      (await agent.ok<{ messages: Message[] }>('GET', `${at(into.id)}/messages`)).messages.map((message) => [
        message.kind === 'inbound' && message.text.includes('70012345') ? tanaka : suzuki,
        new Date(message.occurredAt),
      ]),
    )
    const held = async () =>
      (await heldRows(app.db, { before: new Date(Date.now() + 1000), gone: [] }, undefined, 500)).find(
        ({ id }) => id === into.id,
      )
    const first = (await held())?.since
    await app.owner.ok('PUT', '/api/send-checks', {
      ...NO_CHECKS,
      approvals: [approval({ inboxIds: [one] }), approval({ inboxIds: [two] })],
    })
    expect((await reply(into.id, { to: [tanaka] })).receipt).toBe('awaiting')
    const left = await held()
    expect(left?.waitingSince).toEqual(moments.get(tanaka))
    expect(left?.since.getTime()).toBeGreaterThan(moments.get(tanaka)?.getTime() as number)
    expect(left?.since.getTime()).toBeGreaterThanOrEqual(first?.getTime() as number)
    expect((await reply(into.id, { to: [suzuki] })).receipt).toBe('awaiting')
    expect(await held()).toBe(undefined)
  })
})

describe('an answer in a conversation of two customers', () => {
  it('bears the subject of its own thread, whatever the survivor is called since', async () => {
    const { tanaka, suzuki, of, into } = await merged()
    await agent.ok('PUT', `${at(into.id)}/subject`, { subject: '鈴木様の配送' })
    const [a, b] = [await reply(into.id, { to: [tanaka] }), await reply(into.id, { to: [suzuki] })]
    expect(await way(a)).toEqual([of.id, one, of.customer.id, '返品'])
    expect(await way(b)).toEqual([into.id, two, into.customer.id, '鈴木様の配送'])
  })

  it('goes on the thread of whoever it is written to, also where nobody has answered us yet', async () => {
    const [tanaka, suzuki] = [someone(), someone()]
    const start = (inboxId: string, to: string, subject: string) =>
      agent.ok<Conversation>('POST', '/api/conversations', {
        inboxId,
        to: [to],
        subject,
        text: 'お知らせです。',
      })
    const into = await start(two, suzuki, '鈴木様へ')
    const of = await start(one, tanaka, '田中様へ')
    await merge(of.id, into.id)
    const told = async (body: object) => {
      const message = await reply(into.id, body)
      return [...(await way(message)), ...message.recipients.map(({ value }) => value)]
    }
    const [toTanaka, toSuzuki] = [
      [of.id, one, of.customer.id, '田中様へ', tanaka],
      [into.id, two, into.customer.id, '鈴木様へ', suzuki],
    ]
    expect(await told({ to: [tanaka] })).toEqual(toTanaka)
    expect(await told({})).toEqual(toTanaka)
    expect(await told({ to: [suzuki] })).toEqual(toSuzuki)
    expect(await told({})).toEqual(toSuzuki)
  })

  it('goes on the thread of whose address it is, also where nobody wrote from that one yet', async () => {
    const { of, into } = await merged()
    const other = someone()
    await agent.ok('POST', `/api/customers/${of.customer.id}/identities`, { kind: 'email', value: other })
    expect(await way(await reply(into.id, { to: [other] }))).toEqual([of.id, one, of.customer.id, '返品'])
  })

  it('is to all of its own thread alone', async () => {
    const { tanaka, suzuki, into } = await merged()
    await reply(into.id, { to: [tanaka], cc: ['boss@customer.example'] })
    const { all } = await agent.ok<{ all: { to: { value: string }[]; cc: { value: string }[] } }>(
      'GET',
      `${at(into.id)}/answering`,
    )
    expect([all.to.map(({ value }) => value), all.cc]).toEqual([[suzuki], []])
  })

  it('is compared with the customer of its thread', async () => {
    const { tanaka, suzuki, into } = await merged()
    await app.owner.ok('PUT', '/api/send-checks', { ...NO_CHECKS, wrongName: true, otherOrder: true })
    const warned = async (to: string, text: string) =>
      (await refused(into.id, { to: [to], text, anyway: true })).reasons?.map(({ code, quote }) => [
        code,
        quote,
      ])
    expect(await warned(tanaka, '鈴木様\nご案内です。')).toEqual([['wrong-name', '鈴木様']])
    expect(await warned(suzuki, '田中様\nご案内です。')).toEqual([['wrong-name', '田中様']])
    expect(await warned(tanaka, '田中様\n注文 80054321 の件です。')).toEqual([['other-order', '80054321']])
    expect(await warned(tanaka, '田中様\n注文 70012345 の件です。')).toBeUndefined()
    expect(await warned(suzuki, '鈴木様\n注文 70012345 の件です。')).toEqual([['other-order', '70012345']])
  })

  it('needs approval by the rules of the inbox that it leaves through', async () => {
    const { tanaka, suzuki, into } = await merged()
    await app.owner.ok('PUT', '/api/send-checks', {
      ...NO_CHECKS,
      approvals: [approval({ inboxIds: [one] })],
    })
    expect(await reply(into.id, { to: [tanaka] })).toMatchObject({ receipt: 'awaiting' })
    expect(await reply(into.id, { to: [suzuki] })).toMatchObject({ receipt: 'queued' })
  })

  it('lets the other one go on waiting', async () => {
    const { tanaka, suzuki, into } = await merged()
    const waiting = (await get(into.id)).waitingSince
    expect(waiting).not.toBeNull()
    const first = await reply(into.id, { to: [tanaka] })
    expect((await get(into.id)).waitingSince).not.toBeNull()
    await reply(into.id, { to: [suzuki] })
    expect((await get(into.id)).waitingSince).toBeNull()
    await agent.ok('POST', `/api/messages/${first.id}/undo`, {})
    expect((await get(into.id)).waitingSince).toBe(waiting)
  })

  it('that is approved resolves nothing while the other one waits', async () => {
    const { tanaka, into } = await merged()
    await app.owner.ok('PUT', '/api/send-checks', {
      ...NO_CHECKS,
      approvals: [approval({ inboxIds: [one] })],
    })
    const { id } = await reply(into.id, { to: [tanaka], then: 'resolved' })
    await lead.ok('POST', `/api/messages/${id}/approve`, {})
    const after = await get(into.id)
    expect([after.status, after.waitingSince !== null]).toEqual(['open', true])
  })

  it('asks again where somebody else wrote meanwhile, in a chat, too', async () => {
    const visit = (key: string, text: string) =>
      write(`visitor-${key}`, window, key, { text, threadKeys: [key], verified: true })
    const [a, b] = [await visit('visitor:a', '田中です'), await visit('visitor:b', '鈴木です')]
    await merge(a.conversationId, b.conversationId)
    const mine = await visit('visitor:a', '返品できますか')
    const theirs = await visit('visitor:b', '届きません')
    const body = { text: 'はい、できます。', seenMessageId: mine.messageId, shownMessageId: theirs.messageId }
    expect(await refused(b.conversationId, body)).toMatchObject({
      status: 409,
      code: 'conversations.answered-meanwhile',
    })
    await reply(b.conversationId, { ...body, anyway: false, seenMessageId: theirs.messageId })
  })
})

describe('a receipt', () => {
  it('of a conversation that was merged at once goes on its own thread', async () => {
    const { tanaka, first, of } = await merged()
    const id = await app.db.tx((tx) =>
      sendAutomatic(tx, {
        messageId: first,
        author: 'つむぎ',
        text: '承りました。',
        recipients: [{ role: 'to', kind: 'email', value: tanaka, name: null }],
      }),
    )
    expect(await way({ id } as Message)).toEqual([of.id, one, of.customer.id, '返品'])
  })
})

describe('merging once more', () => {
  it('leaves begun answers where another customer’s messages stand, too', async () => {
    const { suzuki, into } = await merged()
    const again = (await write(suzuki, two, '鈴木 花子', { subject: '別件' })).conversationId
    await agent.ok('PUT', `${at(into.id)}/draft`, { ...BLANK_DRAFT, text: '田中様' })
    await merge(into.id, again)
    expect(await agent.ok('GET', `${at(again)}/draft`)).toBeFalsy()
  })
})
