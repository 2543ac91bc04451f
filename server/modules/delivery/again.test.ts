import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { listen } from '../../kernel/events/index.ts'
import { receiptChanged, setReceipt } from '../conversations/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
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
const sent = () => post.sent.map(({ to, cc, bcc }) => [...to, ...cc, ...bcc].map(({ value }) => value))

describe('a message that some of its recipients refused', () => {
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
    expect(sent()).toEqual([
      ['has@example.jp', 'full@example.jp', 'copy@example.jp', 'wrong@example.jp'],
      ['full@example.jp', 'wrong@example.jp'],
      ['full@example.jp'],
    ])
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
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

