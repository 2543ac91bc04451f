import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Change, Conversation, Message } from './contract.ts'
import type { ConversationLink, MergePreview } from './contract-merge.ts'
import { everything } from './fixtures/everything.ts'
import { recount } from './index.ts'
import type { Incoming } from './index.ts'

interface Linked {
  linkId: string
  conversation: Conversation
}
type Refusal = { code: string; reasons?: Record<string, string>[] }

let app: TestApp
let one: { inbox: string; team: string }
let two: { inbox: string; team: string }
let both: Client & { id: string }
let first: Client & { id: string }
let second: Client & { id: string }
beforeAll(async () => {
  app = await testApp()
  const inbox = async (name: string) => {
    const team = await app.team(name)
    const settings = { address: `${name}@shop.example` }
    return { team, inbox: (await app.inbox('email', { teamIds: [team], settings })).id }
  }
  ;[one, two] = [await inbox('one'), await inbox('two')]
  both = await app.person('agent', [one.team, two.team])
  first = await app.person('agent', [one.team])
  second = await app.person('agent', [two.team])
})

let people = 0
const someone = (): string => `hanako${(people += 1)}@customer.example`
const write = (from: string, inbox = one.inbox, change: Partial<Incoming> = {}) =>
  receive(app.db, from, inbox, change)
const at = (id: string): string => `/api/conversations/${id}`
const get = (id: string, who: Client = both) => who.ok<Conversation>('GET', at(id))
const talk = (id: string, who: Client = both) =>
  who.ok<{ messages: Message[]; changes: Change[] }>('GET', `${at(id)}/messages`)
const textsOf = async (id: string) => (await talk(id)).messages.map(({ text }) => text)
const merge = (from: string, into: string, body: object = {}, who: Client = both) =>
  who.ok<Linked>('POST', `${at(from)}/merge`, { intoId: into, ...body })
const undo = (linkId: string, who: Client = both) =>
  who.ok<Linked>('POST', `/api/conversation-links/${linkId}/undo`, {})
const links = (id: string, who: Client = both) => who.ok<ConversationLink[]>('GET', `${at(id)}/links`)
const listed = async (who: Client = both): Promise<string[]> =>
  (await who.ok<{ items: Conversation[] }>('GET', '/api/conversations?limit=200')).items.map(({ id }) => id)

/** Two conversations of one customer. */
const pair = async (from = someone()) => {
  const a = await write(from, one.inbox, { text: '一通目', messageKey: `mid-a-${from}` })
  const b = await write(from, one.inbox, { text: '二通目', messageKey: `mid-b-${from}` })
  return { from, a: a.conversationId, b: b.conversationId }
}

describe('a merge', () => {
  it('puts the messages of both into the survivor, and the other into no list and no count', async () => {
    const { a, b } = await pair()
    const { conversation } = await merge(a, b)
    expect(conversation).toMatchObject({ id: b, messageCount: 2, status: 'open' })
    expect(await textsOf(b)).toEqual(['一通目', '二通目'])
    const shown = await listed()
    expect(shown).toContain(b)
    expect(shown).not.toContain(a)
    expect(await app.db.tx(recount)).toBe(0)
  })

  it('is told in the history of the survivor, with that of the other', async () => {
    const { a, b } = await pair()
    const [from, into] = [await get(a), await get(b)]
    await both.ok('PUT', `${at(a)}/priority`, { priority: 'urgent' })
    await merge(a, b)
    const { changes } = await talk(b)
    expect(changes.map(({ conversationId, kind, from, to }) => [conversationId, kind, from, to])).toEqual([
      [a, 'priority', 'normal', 'urgent'],
      [a, 'merged', String(from.number), String(into.number)],
      [b, 'merged', String(from.number), String(into.number)],
      [b, 'priority', 'normal', 'urgent'],
    ])
  })

  it('leads whoever opens the old address to the survivor, and lets nobody write there unseen', async () => {
    const { a, b } = await pair()
    await merge(a, b)
    expect(await get(a)).toMatchObject({ id: b })
    expect(await textsOf(a)).toEqual(['一通目', '二通目'])
    for (const [method, path, body] of [
      ['POST', 'replies', { text: 'ご案内です。' }],
      ['POST', 'notes', { text: '確認します。' }],
      ['PUT', 'status', { status: 'resolved' }],
      [
        'PUT',
        'draft',
        {
          mode: 'reply',
          text: '下書き',
          html: null,
          to: null,
          cc: [],
          bcc: [],
          attachmentIds: [],
          aside: null,
        },
      ],
      ['POST', 'split', { messageIds: [a] }],
    ] as const) {
      const { status, body: refused } = await both.call<Refusal>(method, `${at(a)}/${path}`, body)
      expect([path, status, refused.code]).toEqual([path, 409, 'conversations.merged'])
      expect(refused.reasons).toEqual([{ intoId: b, number: String((await get(b)).number) }])
    }
  })

  it('takes over who waits, what is open, whose it is, tags and followers, as far as the survivor has less', async () => {
    const { a, b } = await pair()
    const tag = await both.ok<{ id: string }>('POST', '/api/tags', { name: `急ぎ ${a}` })
    await both.ok('PUT', `${at(a)}/tags`, { tagIds: [tag.id] })
    await both.ok('PUT', `${at(a)}/assignee`, { assigneeId: first.id })
    await first.ok('PUT', `${at(a)}/following`, { following: true })
    await both.ok('PUT', `${at(b)}/status`, { status: 'resolved' })
    const waiting = await get(a)
    const { conversation } = await merge(a, b)
    expect(conversation).toMatchObject({
      status: 'open',
      resolvedAt: null,
      assigneeId: first.id,
      tagIds: [tag.id],
      waitingSince: waiting.waitingSince,
    })
    expect(await both.ok('GET', at(b))).toMatchObject({ followerIds: [first.id] })
  })

  it('of two customers has to be meant', async () => {
    const [a, b] = [await write(someone()), await write(someone())]
    const refused = await both.call<Refusal>('POST', `${at(a.conversationId)}/merge`, {
      intoId: b.conversationId,
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'conversations.different-customers' } })
    await merge(a.conversationId, b.conversationId, { differentCustomers: true })
  })

  it('is for those who see both, and says beforehand who will see what', async () => {
    const from = someone()
    const [a, b] = [await write(from, one.inbox), await write(from, two.inbox)]
    const path = `${at(a.conversationId)}/merge/${b.conversationId}`
    expect((await first.call('GET', path)).status).toBe(404)
    expect((await second.call('GET', path)).status).toBe(404)
    const preview = await both.ok<MergePreview>('GET', path)
    expect(preview).toMatchObject({ sameCustomer: true, sameInbox: false, drafts: 0 })
    expect(preview.gaining.map(({ id }) => id)).toEqual([second.id])
    expect(preview.losing.map(({ id }) => id)).toEqual([first.id])
    expect(
      (await first.call('POST', `${at(a.conversationId)}/merge`, { intoId: b.conversationId })).status,
    ).toBe(404)
    const { linkId } = await merge(a.conversationId, b.conversationId)
    expect(
      (await second.ok<{ messages: Message[] }>('GET', `${at(b.conversationId)}/messages`)).messages,
    ).toHaveLength(2)
    expect((await first.call('GET', at(a.conversationId))).status).toBe(404)
    expect(await links(b.conversationId, second)).toEqual([])
    expect((await second.call('POST', `/api/conversation-links/${linkId}/undo`, {})).status).toBe(404)
  })

  it('crossing another one leaves one survivor', async () => {
    const { a, b } = await pair()
    const answers = await Promise.all([
      both.call<Refusal>('POST', `${at(a)}/merge`, { intoId: b }),
      both.call<Refusal>('POST', `${at(b)}/merge`, { intoId: a }),
    ])
    expect(answers.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 409])
    expect((await get(a)).id).toBe((await get(b)).id)
    expect(await textsOf(a)).toHaveLength(2)
  })

  it('loses nothing that comes in meanwhile', async () => {
    const { from, a, b } = await pair()
    const texts = Array.from({ length: 12 }, (_, n) => `続き${n}`)
    const [{ linkId }] = await Promise.all([
      merge(a, b),
      ...texts.map((text, n) =>
        write(from, one.inbox, { text, threadKeys: [`mid-${n % 2 ? 'a' : 'b'}-${from}`] }),
      ),
    ])
    expect((await textsOf(b)).sort()).toEqual(['一通目', '二通目', ...texts].sort())
    expect(await get(b)).toMatchObject({ messageCount: 14 })
    await undo(linkId)
    expect((await textsOf(a)).sort()).toEqual(['一通目', ...texts.filter((_, n) => n % 2)].sort())
    expect(await get(a)).toMatchObject({ messageCount: 7 })
    expect(await get(b)).toMatchObject({ messageCount: 7 })
  })
})

describe('after a merge', () => {
  it('what is written to either thread stands in the survivor, and in no stranger’s', async () => {
    const { from, a, b } = await pair()
    await merge(a, b)
    const answer = await write(from, one.inbox, { text: '追伸', threadKeys: [`mid-a-${from}`] })
    expect(answer.conversationId).toBe(b)
    const stranger = await write(someone(), one.inbox, { threadKeys: [`mid-a-${from}`] })
    expect([a, b]).not.toContain(stranger.conversationId)
  })

  it('an answer goes to the writer of what it answers, through the inbox that they wrote to', async () => {
    const [tanaka, suzuki] = [someone(), someone()]
    const a = await write(tanaka, one.inbox, { subject: '返品' })
    const b = await write(suzuki, two.inbox, { subject: '配送' })
    await merge(a.conversationId, b.conversationId, { differentCustomers: true })
    const reply = (body: object) =>
      both.ok<Message>('POST', `${at(b.conversationId)}/replies`, { text: 'ご案内です。', ...body })
    const to = (message: Message) => [message.subject, ...message.recipients.map(({ value }) => value)]
    expect(to(await reply({}))).toEqual(['配送', suzuki])
    expect(to(await reply({ to: [tanaka] }))).toEqual(['返品', tanaka])
    await write(tanaka, one.inbox, { messageKey: 'again', threadKeys: [`x`], text: 'また' })
    expect((await textsOf(b.conversationId)).includes('また')).toBe(false)
  })
})

describe('undoing a merge', () => {
  it('gives everything before, field by field', async () => {
    const { a, b } = await pair()
    const tag = await both.ok<{ id: string }>('POST', '/api/tags', { name: `印 ${a}` })
    await both.ok('PUT', `${at(a)}/tags`, { tagIds: [tag.id] })
    await both.ok('PUT', `${at(a)}/status`, { status: 'snoozed', snoozedUntil: '2099-01-01T00:00:00.000Z' })
    await both.ok('PUT', `${at(a)}/draft`, {
      mode: 'reply',
      text: '下書き',
      html: null,
      to: null,
      cc: [],
      bcc: [],
      attachmentIds: [],
      aside: null,
    })
    await both.ok('POST', `${at(a)}/notes`, { text: '見てください', mentions: [first.id] })
    await both.ok('PUT', `${at(b)}/status`, { status: 'resolved' })
    await app.settled()
    const before = await everything(app.db)
    const { linkId } = await merge(a, b)
    expect(await everything(app.db)).not.toEqual(before)
    await undo(linkId)
    expect(await everything(app.db)).toEqual(before)
    expect(await app.db.tx(recount)).toBe(0)
    const again = await both.call<Refusal>('POST', `/api/conversation-links/${linkId}/undo`, {})
    expect(again).toMatchObject({ status: 409, body: { code: 'conversations.link-undone' } })
  })

  it('gives what came since to the thread that it came in', async () => {
    const { from, a, b } = await pair()
    await both.ok('PUT', `${at(a)}/status`, { status: 'resolved' })
    const { linkId } = await merge(a, b)
    await both.ok('POST', `${at(b)}/notes`, { text: '覚書' })
    await write(from, one.inbox, { text: '追伸', threadKeys: [`mid-a-${from}`] })
    await both.ok('POST', `${at(b)}/replies`, { text: '承知しました。' })
    await write(from, one.inbox, { text: '再追伸', threadKeys: [`mid-a-${from}`] })
    const { conversation } = await undo(linkId)
    expect(conversation).toMatchObject({ id: a, status: 'open', messageCount: 4, preview: '再追伸' })
    expect(conversation.waitingSince).not.toBeNull()
    expect(await textsOf(a)).toEqual(['一通目', '追伸', '承知しました。', '再追伸'])
    expect(await textsOf(b)).toEqual(['二通目', '覚書'])
    expect(await get(b)).toMatchObject({ messageCount: 2, preview: '二通目' })
    expect(await app.db.tx(recount)).toBe(0)
  })

  it('leaves what people decided since', async () => {
    const { a, b } = await pair()
    await both.ok('PUT', `${at(b)}/status`, { status: 'pending' })
    const { linkId } = await merge(a, b)
    await both.ok('PUT', `${at(b)}/status`, { status: 'resolved' })
    await both.ok('PUT', `${at(b)}/assignee`, { assigneeId: second.id })
    await undo(linkId)
    expect(await get(b)).toMatchObject({ status: 'resolved', assigneeId: second.id, waitingSince: null })
    expect(await get(a)).toMatchObject({ status: 'open', assigneeId: null })
  })

  it('goes from the outside in', async () => {
    const { from, a, b } = await pair()
    const c = (await write(from, one.inbox, { text: '三通目' })).conversationId
    const before = await everything(app.db)
    const inner = await merge(a, b)
    const outer = await merge(b, c)
    expect(await get(a)).toMatchObject({ id: c, messageCount: 3 })
    const [newest, older] = await links(c)
    expect([newest?.id, newest?.hindered]).toEqual([outer.linkId, null])
    expect([older?.id, older?.hindered]).toEqual([inner.linkId, 'merged-further'])
    const refused = await both.call<Refusal>('POST', `/api/conversation-links/${inner.linkId}/undo`, {})
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'conversations.link-hindered', reasons: [{ hindered: 'merged-further' }] },
    })
    await undo(outer.linkId)
    expect(await textsOf(a)).toEqual(['一通目', '二通目'])
    expect(await get(a)).toMatchObject({ id: b })
    await undo(inner.linkId)
    expect(await everything(app.db)).toEqual(before)
  })
})

describe('joining what is suggested', () => {
  it('merges the two and settles it, until that is undone', async () => {
    const from = someone()
    const order = { text: '注文番号 70012345 の件です。' }
    const target = (await write(from, one.inbox, order)).conversationId
    const later = (await write(from, one.inbox, order)).conversationId
    await app.settled()
    const join = () => both.call<Linked & Refusal>('POST', `${at(later)}/suggestions/${target}/join`, {})
    const { status, body } = await join()
    expect([status, body.conversation.id]).toEqual([200, target])
    expect(await join()).toMatchObject({ status: 404, body: { code: 'conversations.no-suggestion' } })
    await undo(body.linkId)
    expect(await both.ok('GET', `${at(later)}/suggestions`)).toMatchObject([{ id: target }])
    expect(await join()).toMatchObject({ status: 200 })
  })
})
