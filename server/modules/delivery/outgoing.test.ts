import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { sendReply, setReceipt, undoReply } from '../conversations/index.ts'
import { discardMessage } from './discard-message.ts'
import { attach } from './fixtures/attach.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { listAttempts, listUnsent } from './list-unsent.ts'
import { onBounced, onCancelled, onQueued } from './on-events.ts'
import { attemptRows } from './queries/attempts.ts'
import { resendAll, resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

const { sent } = post
let office: PostOffice
beforeAll(async () => {
  office = await openPostOffice()
})
beforeEach(() => post.reset())

const sign = (signature: string): Promise<number> =>
  office.test.db.tx((tx) =>
    tx.run(
      sql`update agents set signature = ${signature} where workspace_id = ${tx.workspaceId} and id = ${office.agent.id}`,
    ),
  )

describe('what a channel is given', () => {
  it('carries its author’s signature and the workspace’s time zone', async () => {
    const { test, agent } = office
    await sign('佐藤 花\nカスタマーサポート')
    const { id } = await office.write()
    await sendMessage(test.db, id, sender)
    expect(sent[0]).toMatchObject({
      author: { name: agent.name, signature: '佐藤 花\nカスタマーサポート' },
      timeZone: 'Asia/Tokyo',
    })
    await sign('')
    await sendMessage(test.db, (await office.write()).id, sender)
    expect(sent[1]?.author).toEqual({ name: agent.name })
  })

  it('carries what is known of its customer’s language', async () => {
    const { test } = office
    const { id, conversationId } = await office.write()
    await test.db.tx((tx) =>
      tx.run(sql`
        update customers set language = 'en-GB' where workspace_id = ${tx.workspaceId} and id = (
          select customer_id from conversations where workspace_id = ${tx.workspaceId} and id = ${conversationId})`),
    )
    await sendMessage(test.db, id, sender)
    await sendMessage(test.db, (await office.write()).id, sender)
    expect(sent.map(({ language }) => language)).toEqual(['en-gb', undefined])
  })

  it('carries its author’s own time zone where they have one', async () => {
    const { test, agent } = office
    const live = (zone: string | null): Promise<number> =>
      test.db.tx((tx) =>
        tx.run(
          sql`update agents set time_zone = ${zone} where workspace_id = ${tx.workspaceId} and id = ${agent.id}`,
        ),
      )
    await live('Europe/Vienna')
    await sendMessage(test.db, (await office.write()).id, sender)
    expect(sent[0]?.timeZone).toBe('Europe/Vienna')
    await live(null)
  })

  it('carries everything said before where the inbox wants that: no notes, nothing that has not left', async () => {
    const { test, agent, inbox } = office
    const { conversationId, id: first } = await office.write({ text: '一通目' })
    await sendMessage(test.db, first, sender)
    const from = sent[0]?.to[0]?.value ?? ''
    await receive(test.db, from, inbox, { text: 'まだです', threadKeys: [`mid:${first}`] })
    const write = (text: string) =>
      test.db.tx((tx) =>
        sendReply(tx, agent, { conversationId, text, cc: [], bcc: [], attachmentIds: [], anyway: true }),
      )
    await write('まだ出ていない返信')
    const last = await write('三通目')
    await test.dispatch([onQueued, onCancelled])
    post.wantsHistory = true
    await sendMessage(test.db, last.id, sender)
    expect(sent[1]?.quoted).toMatchObject({ text: 'まだです' })
    expect(sent[1]?.history?.map(({ text }) => text)).toEqual([
      '一通目',
      'こんにちは。注文した商品がまだ届きません。',
    ])
  })
})

describe('a message for later', () => {
  it('is scheduled, waits for its moment, and can be taken back until then', async () => {
    const { test, agent } = office
    const sendAt = new Date(test.clock.now().getTime() + 3_600_000).toISOString()
    const { id } = await office.write({ sendAt })
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'scheduled', sendAt })
    const page = await listUnsent(test.db, agent, { limit: 50, state: 'waiting' })
    expect(page.items.find((one) => one.messageId === id)).toMatchObject({
      receipt: 'scheduled',
      nextAttemptAt: sendAt,
    })
    await test.db.tx((tx) => undoReply(tx, agent, id))
    await test.dispatch([onQueued, onCancelled])
    await sendMessage(test.db, id, sender)
    expect(sent).toEqual([])
  })

  it('leaves like any other once its job runs', async () => {
    const sendAt = new Date(office.test.clock.now().getTime() + 3_600_000).toISOString()
    const { id } = await office.write({ sendAt })
    await sendMessage(office.test.db, id, sender)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
  })

  it('can’t be for a moment that has passed', async () => {
    const sendAt = new Date(office.test.clock.now().getTime() - 1000).toISOString()
    await expect(office.write({ sendAt })).rejects.toMatchObject({ code: 'conversations.send-at' })
  })
})

describe('attempts', () => {
  it('are all kept, and go on counting when a message is sent again by hand', async () => {
    const { test, agent } = office
    const { id } = await office.write()
    post.answers = [
      { outcome: 'unreachable', reason: said('The mail server does not answer.') },
      { outcome: 'refused', reason: said('There is no such mailbox.') },
    ]
    await sendMessage(test.db, id, sender)
    await sendMessage(test.db, id, sender)
    await test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false }))
    await sendMessage(test.db, id, sender)
    expect(await listAttempts(test.db, agent, id)).toMatchObject([
      { number: 1, outcome: 'unreachable', reason: said('The mail server does not answer.') },
      { number: 2, outcome: 'refused', reason: said('There is no such mailbox.') },
      { number: 3, outcome: 'sent', reason: null },
    ])
    expect((await attemptRows(test.db, id)).every(({ endedAt }) => endedAt !== null)).toBe(true)
    await expect(
      test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: true })),
    ).rejects.toMatchObject({ code: 'delivery.not-failed' })
  })
})

describe('a message whose server is busy with others', () => {
  it('waits a little, without that counting as an attempt', async () => {
    const { test, agent } = office
    const { id } = await office.write()
    const reason = said('All connections are in use.')
    post.answers = Array.from({ length: 20 }, () => ({ outcome: 'unreachable', reason, notBegun: true }))
    for (let n = 0; n < 20; n += 1) await sendMessage(test.db, id, sender)
    expect(await listAttempts(test.db, agent, id)).toEqual([])
    const { items } = await listUnsent(test.db, agent, { limit: 50, state: 'waiting' })
    const row = items.find(({ messageId }) => messageId === id)
    expect(row).toMatchObject({ receipt: 'queued', reason, attempts: 0 })
    expect(row?.nextAttemptAt).toBe(new Date(test.clock.now().getTime() + 15_000).toISOString())
    await sendMessage(test.db, id, sender)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
  })
})

describe('a message that came back', () => {
  const bounced = async (): Promise<string> => {
    const { test } = office
    const { id } = await office.write()
    await sendMessage(test.db, id, sender)
    await test.db.tx((tx) =>
      setReceipt(tx, { messageId: id, receipt: 'bounced', reason: said('The mailbox is full.') }),
    )
    await test.dispatch([onBounced])
    return id
  }
  const listed = async (id: string) => {
    const page = await listUnsent(office.test.db, office.agent, { limit: 50, state: 'failed' })
    return page.items.find((one) => one.messageId === id)
  }

  it('stands on the page "not sent" with its reason, and leaves it when it is discarded', async () => {
    const id = await bounced()
    expect(await listed(id)).toMatchObject({ receipt: 'bounced', reason: said('The mailbox is full.') })
    await office.test.db.tx((tx) => discardMessage(tx, office.agent, id))
    expect(await listed(id)).toBeUndefined()
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'bounced' })
  })

  it('is sent again by hand alone, not with all the others', async () => {
    const { test, agent } = office
    const id = await bounced()
    await test.db.tx((tx) => resendAll(tx, agent))
    expect(await listed(id)).toBeDefined()
    await test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false }))
    await sendMessage(test.db, id, sender)
    expect(await office.messageOf(id)).toMatchObject({ receipt: 'sent' })
    expect(await listed(id)).toBeUndefined()
  })
})

it('is refused where a file of it is not kept any more, and says so: nothing leaves without it', async () => {
  const { id } = await office.write()
  await attach(office.test.db, id)
  await office.test.db.run(sql`
    update attachments set file_id = null, problem = 'expired'
    where workspace_id = ${office.test.workspaceId} and message_id = ${id}`)
  await sendMessage(office.test.db, id, sender)
  expect(post.sent).toEqual([])
  const message = await office.messageOf(id)
  expect(message).toMatchObject({ receipt: 'failed' })
  expect((await listAttempts(office.test.db, office.agent, id))[0]).toMatchObject({
    outcome: 'refused',
    reason: { ja: expect.stringContaining('添付ファイル') },
  })
})
