import { beforeAll, describe, expect, it } from 'vitest'
import type { Message } from '../contract.ts'
import { twoInboxes } from '../fixtures/two-inboxes.ts'
import { approval, NO_CHECKS } from '../fixtures/checks.ts'
import { BLANK_DRAFT } from '../fixtures/blank-draft.ts'

const { app, one, both, someone, write, at, get, talk, merge, undo, pair } = await twoInboxes()

const lead = await app.person('lead')
const APPROVED = '返金'
beforeAll(() =>
  app.owner.ok('PUT', '/api/send-checks', { ...NO_CHECKS, approvals: [approval({ words: [APPROVED] })] }),
)

const LATER = '2099-01-01T00:00:00.000Z'
const put = (id: string, status: string) =>
  both.ok('PUT', `${at(id)}/status`, { status, ...(status === 'snoozed' ? { snoozedUntil: LATER } : {}) })
const answer = (id: string, text = '承知しました。') =>
  both.ok<Message>('POST', `${at(id)}/replies`, { text, anyway: true })
const approve = (id: string) => lead.ok('POST', `/api/messages/${id}/approve`, { anyway: true })
const split = (id: string, messageIds: string[]) =>
  both.ok<{ linkId: string; conversation: { id: string } }>('POST', `${at(id)}/split`, { messageIds })

/** A letter that was answered, and a later one in the same thread. */
const talked = async () => {
  const from = someone()
  const first = await write(from, one.inbox, { text: '一通目', messageKey: `first-${from}` })
  const id = first.conversationId
  await answer(id)
  const second = await write(from, one.inbox, { text: '二通目', threadKeys: [`first-${from}`] })
  return { from, id, second: second.messageId }
}

describe('undoing a merge', () => {
  it.each(['resolved', 'snoozed', 'pending'])(
    'leaves what was %s open where its own customer wrote since',
    async (status) => {
      const { from, a, b } = await pair()
      await put(b, status)
      const { linkId } = await merge(a, b)
      await write(from, one.inbox, { text: '追伸', threadKeys: [`mid-b-${from}`] })
      await undo(linkId)
      const after = await get(b)
      expect([after.status, after.preview]).toEqual(['open', '追伸'])
      expect(after.waitingSince).not.toBeNull()
    },
  )

  it('leaves it open where somebody who waits was merged in as well', async () => {
    const { a, b } = await pair()
    const waits = await write(someone(), one.inbox, { text: '急ぎです' })
    await put(b, 'resolved')
    const { linkId } = await merge(a, b)
    await merge(waits.conversationId, b, { differentCustomers: true })
    await undo(linkId)
    const { status, waitingSince } = await get(b)
    expect([status, waitingSince !== null]).toEqual(['open', true])
  })

  it('opens nothing that was put away without an answer because a machine or another customer wrote since', async () => {
    const [from, other] = [someone(), someone()]
    const a = await write(from, one.inbox, { messageKey: `a-${from}` })
    const b = await write(other, one.inbox, { messageKey: `b-${other}` })
    await put(a.conversationId, 'resolved')
    await put(b.conversationId, 'snoozed')
    const c = await write(someone(), one.inbox)
    const into = c.conversationId
    const links = [
      await merge(a.conversationId, into, { differentCustomers: true }),
      await merge(into, b.conversationId, { differentCustomers: true }),
    ]
    await write(from, one.inbox, { threadKeys: [`a-${from}`], automatic: true })
    for (const { linkId } of links.reverse()) await undo(linkId)
    expect(await get(a.conversationId)).toMatchObject({ status: 'resolved', waitingSince: null })
    expect(await get(b.conversationId)).toMatchObject({ status: 'snoozed', snoozedUntil: LATER })
  })

  it('shows nothing of another one that went before it, though as much stands there as did', async () => {
    const [a, b, c] = [
      (await write(someone(), one.inbox, { text: '一人目' })).conversationId,
      (await write(someone(), one.inbox, { text: '二人目' })).conversationId,
      (await write(someone(), one.inbox, { text: '三人目' })).conversationId,
    ]
    const first = await merge(b, a, { differentCustomers: true })
    const second = await merge(c, a, { differentCustomers: true })
    await both.ok('POST', `${at(a)}/notes`, { text: '覚書' })
    await undo(first.linkId)
    await undo(second.linkId)
    expect(await get(a)).toMatchObject({ preview: '一人目', messageCount: 2 })
  })

  it('knows whose answer was approved since', async () => {
    const from = someone()
    const a = (await write(from, one.inbox, { text: '返品したい' })).conversationId
    const b = (await write(someone(), one.inbox)).conversationId
    const { id } = await answer(a, `${APPROVED}いたします。`)
    const { linkId } = await merge(a, b, { differentCustomers: true })
    await approve(id)
    await undo(linkId)
    expect(await get(a)).toMatchObject({
      waitingSince: null,
      lastDirection: 'outbound',
      preview: `${APPROVED}いたします。`,
    })
    expect((await get(b)).waitingSince).not.toBeNull()
  })
})

describe('undoing a split', () => {
  it('opens what was resolved meanwhile where somebody waits in what comes back', async () => {
    const { id, second } = await talked()
    const { waitingSince } = await get(id)
    const { linkId } = await split(id, [second])
    await put(id, 'resolved')
    await undo(linkId)
    expect(await get(id)).toMatchObject({ status: 'open', waitingSince, preview: '二通目' })
  })

  it('opens it as well where it had been put away once before', async () => {
    const { id, second } = await talked()
    await put(id, 'resolved')
    const { linkId } = await split(id, [second])
    await put(id, 'open')
    await put(id, 'resolved')
    await undo(linkId)
    const { status, waitingSince } = await get(id)
    expect([status, waitingSince !== null]).toEqual(['open', true])
  })

  it('leaves it as hidden as it was where nothing happened', async () => {
    const { id, second } = await talked()
    await put(id, 'snoozed')
    const before = await get(id)
    const { linkId } = await split(id, [second])
    await undo(linkId)
    const { version: _, ...after } = await get(id)
    expect(before).toMatchObject(after)
  })

  it('knows that an answer in it was approved since', async () => {
    const { id, second } = await talked()
    const waiting = await answer(id, `${APPROVED}いたします。`)
    const { linkId } = await split(id, [second, waiting.id])
    await approve(waiting.id)
    await undo(linkId)
    expect(await get(id)).toMatchObject({
      waitingSince: null,
      lastDirection: 'outbound',
      preview: `${APPROVED}いたします。`,
    })
  })

  it('puts together what somebody began to write on both sides', async () => {
    const { id, second } = await talked()
    const { linkId, conversation } = await split(id, [second])
    const note = { text: '在庫を確認', html: null, attachmentIds: [] }
    await both.ok('PUT', `${at(id)}/draft`, { ...BLANK_DRAFT, mode: 'note', text: '倉庫に電話' })
    await both.ok('PUT', `${at(conversation.id)}/draft`, {
      ...BLANK_DRAFT,
      mode: 'reply',
      text: '二通目の件',
      aside: note,
    })
    await undo(linkId)
    expect(await both.ok('GET', `${at(id)}/draft`)).toMatchObject({
      mode: 'note',
      text: '倉庫に電話\n\n在庫を確認',
      aside: { text: '二通目の件' },
    })
    expect((await talk(conversation.id)).messages.length).toBeGreaterThan(0)
  })
})
