import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import type { SendResult } from '../../channels/channel.ts'
import { openPool } from '../../kernel/db/connection.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import { getDraft, setReceipt, undoReply } from '../conversations/index.ts'
import { attach } from './fixtures/attach.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { queueOf } from './jobs.ts'
import { onCancelled, onQueued } from './on-events.ts'
import { listAttempts, listUnsent } from './list-unsent.ts'
import { releaseHeld } from './release-held.ts'
import { resendAll, resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

const { sent } = post
let test: PostOffice['test']
let agent: PostOffice['agent']
let office: PostOffice
let pool: pg.Pool
beforeAll(async () => {
  office = await openPostOffice()
  test = office.test
  agent = office.agent
  pool = openPool(test.connectionString, 1, null)
})
afterAll(() => pool.end())
beforeEach(() => post.reset())

const write = (text = 'お調べいたします。', through?: string) => office.write({ text }, through)
const receiptOf = (id: string) => office.messageOf(id)
const jobs = async (id: string): Promise<number> =>
  Number(
    (
      await pool.query('select count(*) as n from graphile_worker.jobs where key = $1', [
        `delivery.send:${id}`,
      ])
    ).rows[0].n,
  )

describe('sending', () => {
  it('hands the message to its channel once and keeps that it left', async () => {
    const { id, conversationId } = await write()
    expect(await jobs(id)).toBe(1)
    await sendMessage(test.db, id, sender)
    await sendMessage(test.db, id, sender)
    expect(sent).toHaveLength(1)
    expect(sent[0]).toMatchObject({
      id,
      text: 'お調べいたします。',
      cc: [{ kind: 'email', value: 'copy@example.jp' }],
      repeated: false,
    })
    expect(sent[0]?.to[0]?.value).toMatch(/@example\.jp$/)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent', receiptReason: null })
    expect(await listAttempts(test.db, agent, id)).toMatchObject([{ number: 1, outcome: 'sent' }])
    const keys = await test.db.many<{ key: string }>(
      sql`select key from thread_keys where workspace_id = ${test.workspaceId} and conversation_id = ${conversationId}`,
    )
    expect(keys.map((row) => row.key)).toContain(`mid:${id}`)
  })

  it('sends only once when two processes try at the same moment', async () => {
    const { id } = await write()
    await Promise.all([
      sendMessage(test.db, id, sender),
      sendMessage(test.db, id, sender),
      sendMessage(test.db, id, sender),
    ])
    expect(sent).toHaveLength(1)
  })

  it('tries again later when nobody was there, and says why meanwhile', async () => {
    const { id } = await write()
    post.answers = [{ outcome: 'unreachable', reason: said('The mail server does not answer.') }]
    await sendMessage(test.db, id, sender)
    expect(await receiptOf(id)).toMatchObject({
      receipt: 'queued',
      receiptReason: said('The mail server does not answer.'),
    })
    expect(await jobs(id)).toBe(1)
    await sendMessage(test.db, id, sender)
    expect(sent[1]).toMatchObject({ repeated: true })
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent' })
    expect(await listAttempts(test.db, agent, id)).toMatchObject([
      { outcome: 'unreachable' },
      { outcome: 'sent' },
    ])
  })

  it('stops at a refusal and shows it on the page "not sent", from where it can be sent again', async () => {
    const { id } = await write()
    post.answers = [{ outcome: 'refused', reason: said('There is no such mailbox.') }]
    await sendMessage(test.db, id, sender)
    const page = await listUnsent(test.db, agent, { limit: 50, state: 'failed' })
    expect(page.items.find((item) => item.messageId === id)).toMatchObject({
      receipt: 'failed',
      reason: said('There is no such mailbox.'),
      attempts: 1,
    })
    await test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false }))
    await sendMessage(test.db, id, sender)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent' })
  })

  it('never repeats by itself what may have been sent', async () => {
    const { id } = await write()
    post.answers = [
      {
        outcome: 'unreachable',
        reason: said('The connection broke after the text was sent.'),
        maybeSent: true,
      },
    ]
    await sendMessage(test.db, id, sender)
    await sendMessage(test.db, id, sender)
    expect(sent).toHaveLength(1)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'uncertain' })
    await expect(
      test.db.tx((tx) => resendMessage(tx, agent, { messageId: id, anyway: false })),
    ).rejects.toMatchObject({ code: 'delivery.may-have-been-sent' })
    await test.db.tx((tx) => resendAll(tx, agent))
    await sendMessage(test.db, id, sender)
    expect(sent).toHaveLength(1)
  })

  it('treats a channel that throws as "may have been sent"', async () => {
    const { id } = await write()
    post.answers = [new Error('bug in the island')]
    await sendMessage(test.db, id, sender)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'uncertain' })
  })

  it('waits visibly while the inbox can’t send, and leaves once it can', async () => {
    post.ready = { en: 'No outgoing mail server is set.', ja: '送信サーバーが設定されていません。' }
    const { id } = await write()
    await sendMessage(test.db, id, sender)
    expect(sent).toHaveLength(0)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'held' })
    expect(
      (await listUnsent(test.db, agent, { limit: 50, state: 'waiting' })).items.map((item) => item.messageId),
    ).toContain(id)
    post.ready = true
    await test.db.tx((tx) => releaseHeld(tx, { inboxId: office.inbox, after: null }))
    await sendMessage(test.db, id, sender)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'sent' })
  })
})

describe('queues', () => {
  it('are few, and one conversation has always the same', async () => {
    const ids = Array.from({ length: 2000 }, () => newId())
    expect(new Set(ids.map((id) => queueOf(office.inbox, id))).size).toBe(8)
    expect(new Set(ids.map((id) => queueOf(id, newId()))).size).toBe(72)
    const { conversationId } = await write()
    const names = await pool.query<{ queue_name: string }>(
      'select queue_name from graphile_worker._private_job_queues',
    )
    expect(names.rows.map((row) => row.queue_name)).toContain(queueOf(office.inbox, conversationId))
    expect(names.rows.length).toBeLessThanOrEqual(72)
  })
})

describe('a message that goes on another thread than that of its conversation', () => {
  it('waits for its next attempt where it waited for the first', async () => {
    const { id, conversationId } = await write()
    let home = conversationId
    while (queueOf(office.inbox, home) === queueOf(office.inbox, conversationId))
      home = (await write()).conversationId
    await test.db.tx((tx) =>
      tx.run(
        sql`update messages set home_id = ${home} where workspace_id = ${tx.workspaceId} and id = ${id}`,
      ),
    )
    post.answers = [{ outcome: 'unreachable', reason: said('No answer.') }]
    await sendMessage(test.db, id, sender)
    const { rows } = await pool.query<{ queue_name: string }>(
      `select q.queue_name from graphile_worker._private_jobs j
       join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.key = $1`,
      [`delivery.send:${id}`],
    )
    expect(rows.map((row) => row.queue_name)).toEqual([queueOf(office.inbox, conversationId)])
  })
})

describe('the thread of a message', () => {
  const answerTo = async (id: string): Promise<string> => {
    const from = (await receiptOf(id))?.recipients.find(({ role }) => role === 'to')?.value ?? ''
    const received = await receive(test.db, from, office.inbox, { threadKeys: [`mid:${id}`] })
    return received.conversationId
  }

  it.each<[string, SendResult]>([
    ['may have been sent', { outcome: 'unreachable', reason: said('The line broke.'), maybeSent: true }],
    ['only some of its recipients got', { outcome: 'refused', reason: said('boss@example.jp: unknown.') }],
  ])('is found by the answer to a first mail that %s', async (_, result) => {
    const { id, conversationId } = await write()
    post.answers = [result]
    await sendMessage(test.db, id, sender)
    expect(sent[0]?.thread.keys).not.toContain(`mid:${id}`)
    expect(await answerTo(id)).toBe(conversationId)
  })

  it('is found through the mail inbox that took over, too', async () => {
    const talkInbox = await addInbox(test.db, 'Talk', 'talk')
    const { id, conversationId } = await write(undefined, talkInbox)
    post.answers = [{ outcome: 'unreachable', reason: said('The line broke.'), maybeSent: true }]
    await sendMessage(test.db, id, sender)
    expect(await answerTo(id)).toBe(conversationId)
  })
})

describe('undo', () => {
  it('takes a message back before it leaves; its words are a draft again', async () => {
    const { id, conversationId } = await write('間違えました')
    await test.db.tx((tx) => undoReply(tx, agent, id))
    await test.dispatch([onQueued, onCancelled])
    await sendMessage(test.db, id, sender)
    expect(sent).toHaveLength(0)
    expect(await getDraft(test.db, agent, conversationId)).toMatchObject({
      mode: 'reply',
      text: '間違えました',
      cc: ['copy@example.jp'],
    })
    const [row] = await test.db.many(
      sql`select waiting_since is not null as waiting, last_direction, message_count from conversations where workspace_id = ${test.workspaceId} and id = ${conversationId}`,
    )
    expect(row).toEqual({ waiting: true, last_direction: 'inbound', message_count: 1 })
  })

  it('refuses when it has left', async () => {
    const { id } = await write()
    await sendMessage(test.db, id, sender)
    await expect(test.db.tx((tx) => undoReply(tx, agent, id))).rejects.toMatchObject({
      code: 'conversations.already-left',
    })
  })
})

describe('receipts', () => {
  it('only move forward', async () => {
    const { id } = await write()
    await sendMessage(test.db, id, sender)
    const set = (receipt: 'read' | 'delivered' | 'bounced') =>
      test.db.tx((tx) => setReceipt(tx, { messageId: id, receipt }))
    expect(await set('read')).toBe(true)
    expect(await set('delivered')).toBe(false)
    expect(await receiptOf(id)).toMatchObject({ receipt: 'read' })
  })
})

describe('a line that is slow', () => {
  it.each([
    ['uncertain', 1],
    ['sent', 30_000_000],
  ])('leaves a message %s that takes six minutes with %i bytes of files', async (receipt, size) => {
    const { id } = await write()
    await attach(test.db, id, size)
    post.answers = [
      async () => {
        await vi.advanceTimersByTimeAsync(6 * 60_000)
        return { outcome: 'sent', messageKey: `mid:${id}` }
      },
    ]
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await sendMessage(test.db, id, sender)
    } finally {
      vi.useRealTimers()
    }
    expect(await receiptOf(id)).toMatchObject({ receipt })
  })

  it('is told when the time is over, so that it can say that nothing was sent', async () => {
    const { id } = await write()
    const reason = said('The server did not answer in time.')
    post.answers = [
      async (over) => {
        const ended = new Promise((resolve) => over?.addEventListener('abort', resolve))
        vi.advanceTimersByTime(5 * 60_000)
        await ended
        return { outcome: 'unreachable', reason }
      },
    ]
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      await sendMessage(test.db, id, sender)
    } finally {
      vi.useRealTimers()
    }
    expect(await receiptOf(id)).toMatchObject({ receipt: 'queued', receiptReason: reason })
  })
})
