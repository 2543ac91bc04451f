import { describe, expect, it } from 'vitest'
import type { Conversation, Message } from '../contract.ts'
import type { MergePreview } from '../contract-merge.ts'
import { twoInboxes, type Refusal } from '../fixtures/two-inboxes.ts'
import { recount } from '../index.ts'
import { BLANK_DRAFT } from '../fixtures/blank-draft.ts'

const {
  app,
  one,
  two,
  both,
  first,
  second,
  someone,
  write,
  at,
  get,
  talk,
  textsOf,
  merge,
  undo,
  links,
  pair,
} = await twoInboxes()

describe('a merge', () => {
  it('puts the messages of both into the survivor, and the other into no list and no count', async () => {
    const { a, b } = await pair()
    const { conversation } = await merge(a, b)
    expect(conversation).toMatchObject({ id: b, messageCount: 2, status: 'open' })
    expect(await textsOf(b)).toEqual(['一通目', '二通目'])
    const shown = (await both.ok<{ items: Conversation[] }>('GET', '/api/conversations?limit=200')).items.map(
      ({ id }) => id,
    )
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
      ['PUT', 'draft', { ...BLANK_DRAFT, text: '下書き' }],
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
