import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox } from '../../../test/factories/index.ts'
import type { SendResult } from '../../channels/channel.ts'
import { sql } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { insertAttempt } from './queries/attempts.ts'
import { recoverLost } from './recover.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

let office: PostOffice
let test: PostOffice['test']
beforeAll(async () => {
  office = await openPostOffice()
  test = office.test
})
beforeEach(() => post.reset())

const write = (text = 'お調べいたします。', through?: string) => office.write({ text }, through)
const receiptOf = (id: string) => office.messageOf(id)

const { sent } = post

describe('a killed process', () => {
  const killed = async (id: string): Promise<void> => {
    await test.db.tx(async (tx) => {
      await setReceipt(tx, { messageId: id, receipt: 'sending' })
      await insertAttempt(tx, id)
      await tx.run(
        sql`update deliveries set state = 'sending', process = 99999, attempts = 1 where workspace_id = ${tx.workspaceId} and message_id = ${id}`,
      )
    })
  }

  it('leaves "may have been sent" where the other side can’t tell', async () => {
    const { id } = await write()
    await killed(id)
    expect(await recoverLost(test.db)).toBe(1)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'uncertain' })
    expect(await recoverLost(test.db)).toBe(0)
  })

  it('leaves a message that is sent again where a repetition does no harm', async () => {
    post.repeatable = true
    const { id } = await write()
    await killed(id)
    await recoverLost(test.db)
    await sendMessage(test.db, id, sender)
    expect(sent[0]).toMatchObject({ id, repeated: true })
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent' })
  })
})

describe('a killed process whose mail had taken over', () => {
  it('leaves "may have been sent", though the conversation’s own channel bears repetition', async () => {
    const talkInbox = await addInbox(test.db, 'Talk', 'talk')
    const { id } = await write(undefined, talkInbox)
    let letGo: (result: SendResult) => void = () => undefined
    post.answers = [new Promise<SendResult>((resolve) => (letGo = resolve))]
    const sending = sendMessage(test.db, id, sender)
    await vi.waitFor(() => expect(sent).toHaveLength(1))
    await test.db.tx((tx) =>
      tx.run(
        sql`update deliveries set process = 99999 where workspace_id = ${tx.workspaceId} and message_id = ${id}`,
      ),
    )
    expect(await recoverLost(test.db)).toBe(1)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'uncertain' })
    letGo({ outcome: 'refused', reason: said('too late to count') })
    await sending
    expect(await receiptOf(id)).toMatchObject({ receipt: 'uncertain' })
  })
})
