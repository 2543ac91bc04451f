import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Message } from './contract.ts'
import { erases } from './erase-threads.ts'
import { insertOrders } from './queries/checks.ts'
import { messagesOfThreads } from './queries/erase.ts'
import { heldRows } from './queries/held.ts'
import { approval, NO_CHECKS } from './fixtures/checks.ts'

type Person = Client & { id: string }
let app: TestApp
let writer: Person
let lead: Person
let inbox: string
let free: string
let team: string
const require = (...approvals: object[]) =>
  app.owner.ok('PUT', '/api/send-checks', { ...NO_CHECKS, approvals })

beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  team = await app.team('相談')
  inbox = (await app.inbox('email', { settings: { address: 'support@shop.example' }, teamIds: [team] })).id
  free = (await app.inbox('email', { settings: { address: 'free@shop.example' }, teamIds: [team] })).id
  writer = await app.person('agent', [team])
  lead = await app.person('lead')
})
let people = 0
let from = ''
beforeEach(async () => {
  from = `hanako${(people += 1)}@customer.example`
  await require(approval({ inboxIds: [inbox] }))
})

const letter = async (inboxId = inbox, more = {}): Promise<string> => {
  const { conversationId } = await receive(app.db, from, inboxId, { threadKeys: [`t:${from}`], ...more })
  return conversationId
}
const reply = (id: string, who: Client = writer, body = {}) =>
  who.ok<Message>('POST', `/api/conversations/${id}/replies`, { text: 'お調べします。', ...body })
const read = (id: string) =>
  app.owner.ok<{ status: string; waitingSince: string | null; preview: string; messageCount: number }>(
    'GET',
    `/api/conversations/${id}`,
  )
const thread = (id: string) =>
  app.owner.ok<{ messages: Message[]; changes: { kind: string; actor: { name: string }; to: string }[] }>(
    'GET',
    `/api/conversations/${id}/messages`,
  )
const decide = (who: Client, id: string, how: 'approve' | 'decline', body: object = {}) =>
  who.call<{ code: string }>('POST', `/api/messages/${id}/${how}`, body)
const deliveries = (id: string) =>
  app.db.many(sql`select 1 from deliveries where workspace_id = ${app.workspaceId} and message_id = ${id}`)
const draft = (who: Client, id: string) =>
  who.ok<{ text: string } | ''>('GET', `/api/conversations/${id}/draft`)
const awaiting = async (who: Client) => {
  const list = await who.ok<{
    items: { messageId: string; decidable: boolean; preview: string }[]
    awaiting: number
    stuck: number
  }>('GET', '/api/unsent?state=awaiting')
  return { ...list, ids: list.items.map(({ messageId }) => messageId) }
}

describe('an answer that needs a second person', () => {
  it('waits without a delivery while the customer goes on waiting, and leaves once it is approved', async () => {
    const id = await letter()
    const before = await read(id)
    const message = await reply(id, writer, { then: 'resolved' })
    expect(message).toMatchObject({ receipt: 'awaiting', sendAt: null })
    expect(await deliveries(message.id)).toEqual([])
    expect(await read(id)).toMatchObject({
      status: 'open',
      waitingSince: before.waitingSince,
      preview: before.preview,
      messageCount: before.messageCount + 1,
    })
    expect(await decide(lead, message.id, 'approve')).toMatchObject({
      status: 200,
      body: { receipt: 'queued' },
    })
    expect(await read(id)).toMatchObject({
      status: 'resolved',
      waitingSince: null,
      preview: 'お調べします。',
    })
    await expect.poll(() => deliveries(message.id), { timeout: 20_000 }).toHaveLength(1)
    const { changes } = await thread(id)
    expect(changes.find(({ kind }) => kind === 'approved')).toMatchObject({
      actor: { name: expect.stringContaining('lead') },
      to: message.author.name,
    })
    expect(await decide(lead, message.id, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'conversations.not-awaiting' },
    })
  })

  it('is decided by nobody who wrote it, may not approve, or does not see it', async () => {
    const id = await letter()
    const own = await reply(id, lead)
    expect(await decide(lead, own.id, 'approve')).toMatchObject({
      body: { code: 'conversations.own-answer' },
    })
    expect(await decide(writer, own.id, 'approve')).toMatchObject({ status: 403 })
    expect(await decide(writer, own.id, 'decline', { comment: 'だめです' })).toMatchObject({ status: 403 })
    expect(await decide(app.owner, own.id, 'decline', { comment: ' ' })).toMatchObject({ status: 400 })
    expect(await decide(app.owner, own.id, 'approve')).toMatchObject({ status: 200 })
  })

  it('can’t be approved by somebody who lost the right meanwhile', async () => {
    const message = await reply(await letter())
    const second = await app.person('lead')
    await app.owner.ok('PATCH', `/api/agents/${second.id}`, { role: 'agent', teamIds: [team] })
    expect(await decide(second, message.id, 'approve')).toMatchObject({ status: 403 })
    expect(await decide(lead, message.id, 'approve')).toMatchObject({ status: 200 })
  })

  it('comes back as its author’s draft, with a note that says why', async () => {
    const id = await letter()
    const message = await reply(id)
    expect(await decide(lead, message.id, 'decline', { comment: '送料も書いてください。' })).toMatchObject({
      status: 204,
    })
    expect(await draft(writer, id)).toMatchObject({ text: 'お調べします。' })
    expect(await draft(lead, id)).toBeFalsy()
    const { messages } = await thread(id)
    expect(messages.map(({ kind, text }) => [kind, text]).slice(1)).toEqual([
      ['note', '送料も書いてください。'],
    ])
    expect(messages.at(-1)?.mentions).toEqual([writer.id])
    expect(await read(id)).toMatchObject({ status: 'open', messageCount: 2 })
    expect(await decide(lead, message.id, 'approve')).toMatchObject({ status: 409 })
  })

  it('comes back to whoever declined where its author works here no more; it can still be approved', async () => {
    const [first, second] = [await letter(), await letter(inbox, { threadKeys: [] })]
    const gone = await app.person('agent', [team])
    const [one, two] = [await reply(first, gone), await reply(second, gone)]
    await app.owner.ok('PATCH', `/api/agents/${gone.id}`, { active: false })
    expect(await decide(lead, one.id, 'decline', { comment: '直します。' })).toMatchObject({ status: 204 })
    expect(await draft(lead, first)).toMatchObject({ text: 'お調べします。' })
    expect(await decide(lead, two.id, 'approve')).toMatchObject({ status: 200 })
  })

  it('of a first message keeps its conversation when it comes back', async () => {
    const body = { inboxId: inbox, to: [from], subject: 'ご案内', text: 'はじめまして。' }
    const started = await writer.ok<{ id: string; messageId: string; receipt: string }>(
      'POST',
      '/api/conversations',
      body,
    )
    expect(started.receipt).toBe('awaiting')
    await decide(lead, started.messageId, 'decline', { comment: '件名を直してください。' })
    expect(await draft(writer, started.id)).toMatchObject({ text: 'はじめまして。' })
  })

  it('can be taken back and written anew while it waits; then nothing waits any more', async () => {
    const id = await letter()
    const message = await reply(id)
    await writer.ok('POST', `/api/messages/${message.id}/undo`, {})
    expect(await draft(writer, id)).toMatchObject({ text: 'お調べします。' })
    expect((await awaiting(lead)).ids).not.toContain(message.id)
    expect(await decide(lead, message.id, 'approve')).toMatchObject({ status: 409 })
  })

  it('is asked about once more where the customer or a colleague wrote since', async () => {
    const id = await letter()
    const message = await reply(id, writer, { then: 'resolved' })
    await receive(app.db, from, inbox, {
      text: 'やはり結構です。',
      threadKeys: [`t:${from}`],
      recipients: [{ role: 'from', kind: 'email', value: from, name: null }],
    })
    expect(await decide(lead, message.id, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'conversations.answered-meanwhile' },
    })
    expect(await decide(lead, message.id, 'approve', { anyway: true })).toMatchObject({ status: 200 })
    // Whoever lets it go anyway has not said that nobody needs to read on.
    expect(await read(id)).toMatchObject({
      status: 'open',
      waitingSince: expect.any(String),
      preview: 'やはり結構です。',
    })
  })

  it('goes with its conversation: merged, it waits in the survivor; erased, there is nothing to decide', async () => {
    const [id, survivor] = [await letter(), await letter(inbox, { threadKeys: [] })]
    const message = await reply(id)
    await app.owner.ok('POST', `/api/conversations/${id}/merge`, { intoId: survivor })
    expect(await awaiting(lead)).toMatchObject({ ids: expect.arrayContaining([message.id]) })
    expect(await decide(lead, message.id, 'approve', { anyway: true })).toMatchObject({ status: 200 })
    const other = await letter(inbox, { threadKeys: [] })
    const lost = await reply(other)
    await app.db.tx((tx) =>
      tx.run(sql`delete from conversations where workspace_id = ${tx.workspaceId} and id = ${other}`),
    )
    expect(await decide(lead, lost.id, 'approve')).toMatchObject({ status: 404 })
    expect((await awaiting(lead)).ids).not.toContain(lost.id)
  })

  it('leaves not before the moment that its author chose', async () => {
    const sendAt = new Date(Date.now() + 3_600_000).toISOString()
    const message = await reply(await letter(), writer, { sendAt })
    expect(message).toMatchObject({ receipt: 'awaiting', sendAt })
    const { body } = await decide(lead, message.id, 'approve')
    expect(body).toMatchObject({ receipt: 'scheduled', sendAt })
  })

  it('is listed and counted for those who see it, and is not sent by trying again', async () => {
    const message = await reply(await letter())
    const seen = await awaiting(lead)
    expect(seen.items.find(({ messageId }) => messageId === message.id)).toMatchObject({
      decidable: true,
      preview: 'お調べします。',
    })
    expect(seen.stuck).toBe(seen.awaiting)
    const own = await awaiting(writer)
    expect(own.items.find(({ messageId }) => messageId === message.id)).toMatchObject({ decidable: false })
    expect(own.stuck).toBe(0)
    const stranger = await app.person('agent')
    expect(await awaiting(stranger)).toMatchObject({ ids: [], awaiting: 0 })
    expect(await writer.call('POST', `/api/messages/${message.id}/resend`, { anyway: true })).toMatchObject({
      status: 404,
    })
  })
})

describe('which answers wait', () => {
  const receipt = async (id: string, body = {}, who: Client = writer) => (await reply(id, who, body)).receipt
  it('is said by people, inboxes, tags and words; what is empty is any', async () => {
    const [here, there] = [await letter(), await letter(free, { threadKeys: [] })]
    expect(await receipt(there)).toBe('queued')
    await require(approval({ agentIds: [writer.id] }))
    expect(await receipt(there)).toBe('awaiting')
    expect(await receipt(there, { anyway: true }, lead)).toBe('queued')
    await require(approval({ words: ['返金'] }))
    expect(await receipt(here)).toBe('queued')
    expect(await receipt(here, { text: 'ご返金いたします。' })).toBe('awaiting')
    expect(await receipt(here, { text: '> 返金できますか\n\nお調べします。' })).toBe('queued')
    const { id: tagId } = await app.owner.ok<{ id: string }>('POST', '/api/tags', { name: '要承認' })
    await require(approval({ tagIds: [tagId], inboxIds: [inbox] }), approval({ words: ['特別'] }))
    expect(await receipt(here)).toBe('queued')
    await app.owner.ok('PUT', `/api/conversations/${here}/tags`, { tagIds: [tagId] })
    expect(await receipt(here)).toBe('awaiting')
    await require()
    expect(await receipt(here)).toBe('queued')
    await require(approval({}))
    expect(await receipt(there)).toBe('awaiting')
  })
})

describe('an answer that waits for approval', () => {
  it('is an answer for whoever watches how long a customer waits', async () => {
    const id = await letter()
    await app.owner.ok('PUT', `/api/conversations/${id}/assignee`, { assigneeId: writer.id })
    const held = async () =>
      (await heldRows(app.db, { before: new Date(Date.now() + 1000), gone: [] }, undefined, 500)).map(
        (row) => row.id,
      )
    expect(await held()).toContain(id)
    await reply(id)
    expect(await held()).not.toContain(id)
  })

  it('is let go by nobody once the customer is erased, and the order that it named is forgotten', async () => {
    const id = await letter(inbox, { text: '注文番号 4711-2233 の件です。' })
    const { id: message } = await reply(id, writer, { text: '注文番号 4711-2233 をお調べします。' })
    const orders = () =>
      app.db.many(sql`
        select 1 from order_mentions where workspace_id = ${app.workspaceId} and conversation_id = ${id}`)
    await app.db.tx((tx) => insertOrders(tx, [{ orderKey: '47112233', conversationId: id }]))
    expect(await orders()).not.toEqual([])
    await app.db.tx(async (tx) => {
      await erases.messages?.(tx, await messagesOfThreads(tx, [id]))
      await erases.threads?.(tx, [id])
    })
    expect(await orders()).toEqual([])
    expect((await decide(lead, message, 'approve')).status).toBe(409)
    expect(await deliveries(message)).toEqual([])
  })
})
