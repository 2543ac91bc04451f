import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { receiptChanged, setReceipt } from '../conversations/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { gone, post, said, sender } from './fixtures/post.ts'
import { onBounced, onCancelled, onQueued } from './on-events.ts'
import { releaseHeld } from './release-held.ts'
import { resendAll, resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
beforeAll(async () => {
  office = await openPostOffice()
})
beforeEach(() => post.reset())

const again = (messageId: string) =>
  office.test.db.tx((tx) => resendMessage(tx, office.agent, { messageId, anyway: false }))

describe('a message that some of its recipients refused', () => {
  it('is tried again with those who refused it for now alone', async () => {
    const { id } = await office.write({ to: ['has@example.jp', 'later@example.jp'], cc: [] })
    const reason = said('later@example.jp: try again later.')
    post.answers = [{ outcome: 'unreachable', reason, accepted: ['has@example.jp'] }]
    await sendMessage(office.test.db, id, sender)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'queued', receiptReason: reason })
    await sendMessage(office.test.db, id, sender)
    expect(gone()).toEqual([['has@example.jp', 'later@example.jp'], ['later@example.jp']])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
  })

  it('is sent again to nobody who has it, by hand or with all the others', async () => {
    const { test, agent } = office
    const { id } = await office.write({
      to: ['has@example.jp', 'full@example.jp'],
      bcc: ['wrong@example.jp'],
    })
    const reason = said('full@example.jp: the mailbox is full.')
    const accepted = ['HAS@example.jp', 'copy@example.jp']
    post.answers = [
      { outcome: 'refused', reason, accepted },
      { outcome: 'refused', reason, accepted: ['wrong@example.jp'] },
    ]
    await sendMessage(test.db, id, sender)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'failed', receiptReason: reason })
    await test.db.tx((tx) => resendAll(tx, agent))
    await sendMessage(test.db, id, sender)
    await again(id)
    await sendMessage(test.db, id, sender)
    expect(gone()).toEqual([
      ['has@example.jp', 'full@example.jp', 'copy@example.jp', 'wrong@example.jp'],
      ['full@example.jp', 'wrong@example.jp'],
      ['full@example.jp'],
    ])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
  })

  it('is sent to all of them once it has come back: the one who took it first may be the one who has it not', async () => {
    const { test } = office
    const { id } = await office.write({ to: ['took@example.jp', 'full@example.jp'], cc: [] })
    const reason = said('full@example.jp: the mailbox is full.')
    post.answers = [{ outcome: 'refused', reason, accepted: ['took@example.jp'] }]
    await sendMessage(test.db, id, sender)
    await again(id)
    await sendMessage(test.db, id, sender)
    await test.db.tx((tx) => setReceipt(tx, { messageId: id, receipt: 'bounced' }))
    await test.dispatch([onBounced])
    await again(id)
    await sendMessage(test.db, id, sender)
    expect(gone()).toEqual([
      ['took@example.jp', 'full@example.jp'],
      ['full@example.jp'],
      ['took@example.jp', 'full@example.jp'],
    ])
  })
})

describe('a scheduled message', () => {
  const later = () => new Date(office.test.clock.now().getTime() + 86_400_000).toISOString()

  it('is not sent before its time by sending it "again"', async () => {
    const { id } = await office.write({ sendAt: later() })
    await expect(again(id)).rejects.toMatchObject({ kind: 'conflict', code: 'delivery.scheduled' })
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'scheduled' })
  })

  it('is dated when it leaves, not when it was written', async () => {
    const sendAt = later()
    const { id } = await office.write({ sendAt })
    await sendMessage(office.test.db, id, sender)
    expect(post.sent[0]?.createdAt).toEqual(new Date(sendAt))
  })
})

describe('a message that came back and is sent again', () => {
  it('has left for the first time only once', async () => {
    const { test } = office
    const heard: boolean[] = []
    const listener = listen('test-first', receiptChanged, async (_tx, events) => {
      heard.push(
        ...events.filter(({ payload }) => payload.receipt === 'sent').map(({ payload }) => payload.first),
      )
    })
    const { id } = await office.write()
    await sendMessage(test.db, id, sender)
    await test.dispatch([listener])
    heard.length = 0
    const next = await office.write()
    await sendMessage(test.db, next.id, sender)
    await test.db.tx((tx) => setReceipt(tx, { messageId: next.id, receipt: 'bounced' }))
    await test.dispatch([listener, onQueued, onCancelled, onBounced])
    await again(next.id)
    await sendMessage(test.db, next.id, sender)
    await test.dispatch([listener])
    expect(heard).toEqual([true, false])
  })
})

describe('messages that are held', () => {
  const held = async (inbox: string, count: number): Promise<string[]> => {
    post.ready = said('No outgoing mail server is set.')
    const ids: string[] = []
    for (let n = 0; n < count; n += 1) {
      const { id } = await office.write({}, inbox)
      await sendMessage(office.test.db, id, sender)
      ids.push(id)
    }
    post.ready = true
    return ids
  }
  const stillHeld = async (): Promise<string[]> =>
    (
      await office.test.db.many<{ id: string }>(
        sql`select message_id as id from deliveries where workspace_id = ${office.test.workspaceId} and state = 'held' order by message_id`,
      )
    ).map(({ id }) => id)

  it('are all let go, page by page, and those of another inbox stay as they are', async () => {
    const { test, inbox } = office
    const elsewhere = await held(await addInbox(test.db, 'Other post', 'post'), 3)
    const own = await held(inbox, 5)
    // Mail takes over here: what waits for it goes with the mail inbox.
    const talk = await held(await addInbox(test.db, 'Talk', 'talk'), 1)
    expect(await stillHeld()).toEqual([...elsewhere, ...own, ...talk])
    let pages = 0
    let after: string | null = null
    do {
      const page: { inboxId: string; after: string | null } = { inboxId: inbox, after }
      after = await test.db.tx((tx) => releaseHeld(tx, page, 2))
      pages += 1
    } while (after !== null)
    expect(pages).toBe(4)
    expect(await stillHeld()).toEqual(elsewhere)
    for (const id of own) expect(await office.messageOf(id)).toMatchObject({ receipt: 'queued' })
  })
})
