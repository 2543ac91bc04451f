import { describe, expect, it } from 'vitest'
import { everything } from '../fixtures/everything.ts'
import { twoInboxes, type Linked, type Refusal } from '../fixtures/two-inboxes.ts'
import { recount } from '../index.ts'
import { BLANK_DRAFT } from '../fixtures/blank-draft.ts'

const { app, one, both, first, second, someone, write, at, get, textsOf, merge, undo, links, pair } =
  await twoInboxes()

describe('undoing a merge', () => {
  it('gives everything before, field by field', async () => {
    const { a, b } = await pair()
    const tag = await both.ok<{ id: string }>('POST', '/api/tags', { name: `印 ${a}` })
    await both.ok('PUT', `${at(a)}/tags`, { tagIds: [tag.id] })
    await both.ok('PUT', `${at(a)}/status`, { status: 'snoozed', snoozedUntil: '2099-01-01T00:00:00.000Z' })
    await both.ok('PUT', `${at(a)}/draft`, { ...BLANK_DRAFT, text: '下書き' })
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
