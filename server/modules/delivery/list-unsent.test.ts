import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SendResult } from '../../channels/channel.ts'
import { undoReply } from '../conversations/index.ts'
import { discardMessage } from './discard-message.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { pushes } from './live.ts'
import { onCancelled, onQueued } from './on-events.ts'
import { listUnsent } from './list-unsent.ts'
import { resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
let test: PostOffice['test']
let agent: PostOffice['agent']
beforeAll(async () => {
  office = await openPostOffice()
  test = office.test
  agent = office.agent
})
beforeEach(() => post.reset())

const write = () => office.write()
const receiptOf = (id: string) => office.messageOf(id)

describe('the page "not sent"', () => {
  const page = () => listUnsent(test.db, agent, { limit: 200, state: 'all' })
  const listed = async (id: string) => (await page()).items.some((item) => item.messageId === id)
  const refused = async (result: SendResult): Promise<string> => {
    const { id } = await write()
    post.answers = [result]
    await sendMessage(test.db, id, sender)
    return id
  }

  it('counts what somebody should look at: not what just waits for its turn', async () => {
    const { stuck: before } = await page()
    await write()
    expect(await page()).toMatchObject({ stuck: before })
    await refused({ outcome: 'refused', reason: said('There is no such mailbox.') })
    expect(await page()).toMatchObject({ stuck: before + 1 })
    await refused({ outcome: 'unreachable', reason: said('The mail server does not answer.') })
    expect(await page()).toMatchObject({ stuck: before + 2 })
    post.ready = { en: 'No outgoing mail server is set.', ja: '送信サーバーが設定されていません。' }
    await sendMessage(test.db, (await write()).id, sender)
    expect(await page()).toMatchObject({ stuck: before + 3 })
  })

  it('lets go of what is discarded; it stays failed in its conversation and may still be sent', async () => {
    const id = await refused({ outcome: 'refused', reason: said('There is no such mailbox.') })
    await test.db.tx((tx) => discardMessage(tx, agent, id))
    expect(await listed(id)).toBe(false)
    expect(await receiptOf(id)).toMatchObject({
      receipt: 'failed',
      receiptReason: said('There is no such mailbox.'),
    })
    await test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false }))
    expect(await listed(id)).toBe(true)
    await sendMessage(test.db, id, sender)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent' })
  })

  it('still asks before it repeats what may have been sent and was discarded', async () => {
    const id = await refused({ outcome: 'unreachable', reason: said('The line broke.'), maybeSent: true })
    await test.db.tx((tx) => discardMessage(tx, agent, id))
    await expect(
      test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false })),
    ).rejects.toMatchObject({ code: 'delivery.may-have-been-sent' })
  })

  it('discards nothing that waits, and sends nothing that was taken back', async () => {
    const { id } = await write()
    await expect(test.db.tx((tx) => discardMessage(tx, agent, id))).rejects.toMatchObject({
      code: 'delivery.not-failed-yet',
    })
    await test.db.tx((tx) => undoReply(tx, agent, id))
    await test.dispatch([onQueued, onCancelled])
    await expect(
      test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: true })),
    ).rejects.toMatchObject({ code: 'delivery.not-failed' })
  })

  it('tells screens of trouble and of its end, and of nothing else', async () => {
    const told = async (name: string, payload: object): Promise<number> => {
      const loads = pushes.filter((push) => push.events.includes(name))
      const frames = await Promise.all(loads.map((push) => push.load(test.db, [{ name, payload }])))
      return frames.flat().length
    }
    const smooth = await write()
    await sendMessage(test.db, smooth.id, sender)
    const rough = await refused({ outcome: 'unreachable', reason: said('The mail server does not answer.') })
    expect(await told('receipt.changed', { messageId: rough, receipt: 'queued' })).toBe(1)
    await sendMessage(test.db, rough, sender)
    expect(await told('receipt.changed', { messageId: rough, receipt: 'sent' })).toBe(1)
    expect(await told('receipt.changed', { messageId: smooth.id, receipt: 'sent' })).toBe(0)
    expect(await told('receipt.changed', { messageId: rough, receipt: 'delivered' })).toBe(0)
    expect(await told('delivery.discarded', { messageId: rough })).toBe(1)
  })
})
