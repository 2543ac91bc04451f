import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../../test/harness/app.ts'
import { outgoingById, recount, threadForCustomer, threadKeysOf, type Incoming } from '../index.ts'
import type { Change, Conversation, Message } from '../contract.ts'
import type { ConversationLink } from '../contract-merge.ts'
import { everything, type Everything } from '../fixtures/everything.ts'

interface Linked {
  linkId: string
  conversation: Conversation
}

let app: TestApp
let agent: Client & { id: string }
let mail: string
let window: string
beforeAll(async () => {
  app = await testApp()
  agent = await app.person('lead')
  mail = (await app.inbox('email', { settings: { address: 'shop@shop.example' } })).id
  window = (await app.inbox('chat')).id
})

let people = 0
const someone = (): string => `hanako${(people += 1)}@customer.example`
const write = (from: string, change: Partial<Incoming> = {}, inbox = mail) =>
  receive(app.db, from, inbox, change)
const at = (id: string): string => `/api/conversations/${id}`
const get = (id: string) => agent.ok<Conversation>('GET', at(id))
const talk = (id: string) => agent.ok<{ messages: Message[]; changes: Change[] }>('GET', `${at(id)}/messages`)
const textsOf = async (id: string) => (await talk(id)).messages.map(({ text }) => text)
const split = (id: string, body: object) => agent.ok<Linked>('POST', `${at(id)}/split`, body)
const merge = (from: string, into: string) =>
  agent.ok<Linked>('POST', `${at(from)}/merge`, { intoId: into, differentCustomers: true })
const undo = (linkId: string) => agent.ok<Linked>('POST', `/api/conversation-links/${linkId}/undo`, {})
const refused = async (method: string, path: string, body: object) => {
  const { status, body: problem } = await agent.call<{ code: string }>(method, path, body)
  return [status, problem.code]
}

/** Everything but the row of a conversation that is in no list any more. */
const without = (id: string, all: Everything): Everything => ({
  ...all,
  conversations: all.conversations.filter(({ row }) => (row as { id: string }).id !== id),
})

/** A letter, an answer of ours, and a letter of the same customer about something else. */
const topics = async () => {
  const from = someone()
  const first = await write(from, { text: '返品したい', subject: '返品', messageKey: `1-${from}` })
  const id = first.conversationId
  const answer = await agent.ok<Message>('POST', `${at(id)}/replies`, { text: '承知しました。' })
  const other = { text: '別件です', subject: 'Re: 返品 別件', messageKey: `2-${from}` }
  const second = await write(from, { ...other, threadKeys: [`1-${from}`] })
  return { from, id, first: first.messageId, answer: answer.id, second: second.messageId }
}

describe('a split', () => {
  it('puts a new topic into a conversation of its own, of the same customer and in the same hands', async () => {
    const { id, second } = await topics()
    await agent.ok('PUT', `${at(id)}/assignee`, { assigneeId: agent.id })
    const before = await get(id)
    const { conversation } = await split(id, { messageIds: [second] })
    expect(conversation).toMatchObject({
      subject: 'Re: 返品 別件',
      customer: before.customer,
      inboxId: before.inboxId,
      assigneeId: agent.id,
      status: 'open',
      messageCount: 1,
      preview: '別件です',
    })
    expect(conversation.waitingSince).not.toBeNull()
    expect(await textsOf(conversation.id)).toEqual(['別件です'])
    expect(await get(id)).toMatchObject({ messageCount: 2, waitingSince: null, lastDirection: 'outbound' })
    expect(await app.db.tx(recount)).toBe(0)
    const told = async (of: string) =>
      (await talk(of)).changes.filter(({ kind }) => kind === 'split').map(({ from, to }) => [from, to])
    const numbers = [String(before.number), String(conversation.number)]
    expect(await told(id)).toEqual([numbers])
    expect(await told(conversation.id)).toEqual([numbers])
  })

  it('takes everything from a message on, and later answers to it', async () => {
    const { from, id, answer } = await topics()
    const { conversation } = await split(id, { fromMessageId: answer, subject: '別件' })
    expect(conversation.subject).toBe('別件')
    expect(await textsOf(conversation.id)).toEqual(['承知しました。', '別件です'])
    const again = await write(from, { threadKeys: [`2-${from}`] })
    expect(again.conversationId).toBe(conversation.id)
    expect((await write(from, { threadKeys: [`1-${from}`] })).conversationId).toBe(id)
  })

  it('leaves a message on both sides', async () => {
    const { id, first, answer, second } = await topics()
    const note = await agent.ok<Message>('POST', `${at(id)}/notes`, { text: '覚書' })
    const path = `${at(id)}/split`
    expect(await refused('POST', path, {})).toEqual([400, 'conversations.split-nothing'])
    expect(await refused('POST', path, { messageIds: [note.id] })).toEqual([400, 'conversations.split-notes'])
    expect(await refused('POST', path, { fromMessageId: first })).toEqual([400, 'conversations.split-all'])
    const spoken = { messageIds: [first, answer, second] }
    expect(await refused('POST', path, spoken)).toEqual([400, 'conversations.split-all'])
    await split(id, { messageIds: [second] })
    expect(await refused('POST', path, { messageIds: [second, answer] })).toEqual([
      400,
      'conversations.split-elsewhere',
    ])
  })

  it('undone gives everything before, field by field, and the new number leads back', async () => {
    const { from, id, second } = await topics()
    await app.settled()
    const before = await everything(app.db)
    const { linkId, conversation } = await split(id, { messageIds: [second] })
    expect((await undo(linkId)).conversation.id).toBe(id)
    expect(without(conversation.id, await everything(app.db))).toEqual(before)
    expect(await get(conversation.id)).toMatchObject({ id })
    const late = await write(from, { threadKeys: [`reference:${conversation.number}`] })
    expect(late.conversationId).toBe(id)
    expect(await app.db.tx(recount)).toBe(0)
  })

  it('undone brings what came since along', async () => {
    const { from, id, second } = await topics()
    await agent.ok('PUT', `${at(id)}/status`, { status: 'resolved' })
    const { linkId, conversation } = await split(id, { messageIds: [second] })
    await write(from, { text: '追伸', threadKeys: [`2-${from}`] })
    await undo(linkId)
    expect(await textsOf(id)).toEqual(['返品したい', '承知しました。', '別件です', '追伸'])
    expect(await get(id)).toMatchObject({ status: 'open', messageCount: 4, preview: '追伸' })
    expect((await get(conversation.id)).id).toBe(id)
  })

  it('of what was merged in goes to whose it was, and is undone before the merge', async () => {
    const mine = await topics()
    const other = await topics()
    const whose = await get(other.id)
    const before = await everything(app.db)
    const merged = await merge(other.id, mine.id)
    const { linkId, conversation } = await split(mine.id, { messageIds: [other.second] })
    expect(conversation.customer).toEqual(whose.customer)
    const listed = await agent.ok<ConversationLink[]>('GET', `${at(mine.id)}/links`)
    expect(listed.map(({ id, hindered }) => [id, hindered])).toEqual([
      [linkId, null],
      [merged.linkId, 'split-since'],
    ])
    const path = `/api/conversation-links/${merged.linkId}/undo`
    expect(await refused('POST', path, {})).toEqual([409, 'conversations.link-hindered'])
    await undo(linkId)
    await undo(merged.linkId)
    expect(without(conversation.id, await everything(app.db))).toEqual(before)
  })
})

describe('a split of what was merged', () => {
  it('takes messages of one of the two alone', async () => {
    const mine = await topics()
    const other = await topics()
    await merge(other.id, mine.id)
    const path = `${at(mine.id)}/split`
    expect(await refused('POST', path, { messageIds: [mine.second, other.second] })).toEqual([
      400,
      'conversations.split-mixed',
    ])
    const whose = await get(mine.id)
    const { conversation } = await split(mine.id, { fromMessageId: mine.second })
    expect(conversation).toMatchObject({ customer: whose.customer, messageCount: 1 })
    expect(await textsOf(mine.id)).toEqual([
      '返品したい',
      '承知しました。',
      '返品したい',
      '承知しました。',
      '別件です',
    ])
  })

  it('leaves something of the survivor’s own, which would stand empty once the merge is undone', async () => {
    const mine = await topics()
    const other = await write(someone(), { text: '一つだけ' })
    const { linkId } = await merge(other.conversationId, mine.id)
    const all = { fromMessageId: mine.first }
    expect(await refused('POST', `${at(mine.id)}/split`, all)).toEqual([400, 'conversations.split-survivor'])
    await agent.ok('POST', `${at(mine.id)}/notes`, { text: '覚書' })
    const spoken = { messageIds: [mine.first, mine.answer, mine.second] }
    expect(await refused('POST', `${at(mine.id)}/split`, spoken)).toEqual([
      400,
      'conversations.split-survivor',
    ])
    await split(mine.id, { messageIds: [mine.answer, mine.second] })
    await undo(linkId)
    expect(await textsOf(mine.id)).toEqual(['返品したい', '覚書'])
    expect(await textsOf(other.conversationId)).toEqual(['一つだけ'])
  })

  it('is for those who see where it came from', async () => {
    const team = await app.team('別の窓口')
    const other = (await app.inbox('email', { teamIds: [team], settings: { address: 'x@shop.example' } })).id
    const own = await app.team('この窓口')
    const here = (await app.inbox('email', { teamIds: [own], settings: { address: 'y@shop.example' } })).id
    const person = await app.person('agent', [own])
    const a = await write(someone(), {}, other)
    const b = await write(someone(), {}, here)
    await merge(a.conversationId, b.conversationId)
    const { status, body } = await person.call<{ code: string }>('POST', `${at(b.conversationId)}/split`, {
      messageIds: [a.messageId],
    })
    expect([status, body.code]).toEqual([403, 'conversations.split-unseen'])
  })

  it('that is undone goes back with its thread, also what came since', async () => {
    const mine = await topics()
    const other = await topics()
    const merged = await merge(other.id, mine.id)
    const off = await split(mine.id, { messageIds: [other.second] })
    await write(other.from, { text: '追伸', threadKeys: [`2-${other.from}`] })
    await undo(off.linkId)
    await undo(merged.linkId)
    expect(await textsOf(other.id)).toEqual(['返品したい', '承知しました。', '別件です', '追伸'])
    expect(await textsOf(mine.id)).toEqual(['返品したい', '承知しました。', '別件です'])
  })
})

describe('whoever was merged with somebody else', () => {
  it('is quoted nothing of them, and answered in the own thread', async () => {
    const mine = await topics()
    const other = await topics()
    await merge(other.id, mine.id)
    const reply = async (to: string) => {
      const { id } = await agent.ok<Message>('POST', `${at(mine.id)}/replies`, {
        text: 'ご案内です。',
        to: [to],
      })
      const row = await outgoingById(app.db, id)
      return { of: row?.conversationId, answers: row?.answers?.id, customer: row?.customerId }
    }
    const [a, b] = [await reply(mine.from), await reply(other.from)]
    expect([a.of, a.answers]).toEqual([mine.id, mine.second])
    expect([b.of, b.answers]).toEqual([other.id, other.second])
    expect(a.customer).not.toBe(b.customer)
    const [own, theirs] = [await threadKeysOf(app.db, mine.id), await threadKeysOf(app.db, other.id)]
    expect(own.filter((key) => theirs.includes(key))).toEqual([])
  })

  it('sees in a chat window nothing but the own thread, also of what was split off', async () => {
    const visit = async (text: string, key: string) =>
      write(`visitor-${key}`, { text, threadKeys: [key], verified: true }, window)
    const screen = async (key: string) =>
      (
        await threadForCustomer(app.db, { inboxId: window, key, proven: [] }, { before: null, limit: 50 })
      ).map(({ text }) => text)
    const a = await visit('一つ目', 'window-a')
    const b = await visit('二つ目', 'window-b')
    const later = await visit('別件', 'window-b')
    await merge(a.conversationId, b.conversationId)
    await visit('追伸', 'window-a')
    expect(await textsOf(b.conversationId)).toEqual(['一つ目', '二つ目', '別件', '追伸'])
    expect(await screen('window-a')).toEqual(['一つ目', '追伸'])
    const { conversation } = await split(b.conversationId, { messageIds: [later.messageId] })
    expect(await textsOf(conversation.id)).toEqual(['別件'])
    expect(await screen('window-b')).toEqual(['二つ目', '別件'])
    expect(await screen('window-a')).toEqual(['一つ目', '追伸'])
    const { id } = await agent.ok<Message>('POST', `${at(conversation.id)}/replies`, {
      text: '別件の件です。',
    })
    const row = await outgoingById(app.db, id)
    expect(await threadKeysOf(app.db, row?.conversationId as string)).toContain('window-b')
  })
})
