import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { sql } from '../../kernel/db/index.ts'
import { createRooms } from '../../start/rooms.ts'
import { messageQueued, messagesOfThreads } from '../conversations/index.ts'
import { openPostOffice, type PostOffice } from './fixtures/post-office.ts'
import { post, said, sender } from './fixtures/post.ts'
import { keepReport } from './keep-report.ts'
import { listAttempts, listUnsent } from './list-unsent.ts'
import { onBounced, onQueued } from './on-events.ts'
import { recoverLost } from './recover.ts'
import { resendMessage } from './resend-message.ts'
import { sendMessage } from './send-message.ts'

vi.mock('../../channels/registry.ts', async () => (await import('./fixtures/post.ts')).registry)

const rooms = createRooms({} as never).toReversed()
let office: PostOffice
let test: PostOffice['test']

beforeAll(async () => {
  office = await openPostOffice()
  test = office.test
})
beforeEach(() => post.reset())

const wipe = (conversationId: string) =>
  test.db.tx(async (tx) => {
    const ids = await messagesOfThreads(tx, [conversationId])
    for (const { erases } of rooms) await erases?.messages?.(tx, ids)
    for (const { erases } of rooms) await erases?.threads?.(tx, [conversationId])
  })
const unsent = async (id: string) => {
  const { items } = await listUnsent(test.db, office.agent, { limit: 100, state: 'all' })
  return items.find(({ messageId }) => messageId === id)
}
const resend = (messageId: string) =>
  test.db.tx((tx) => resendMessage(tx, office.agent, { messageId, anyway: true }))

/** Everything that is kept of a message and its way, as text. */
const kept = async (id: string): Promise<string> => {
  const row = await test.db.one<{ all: string }>(sql`
    select concat(m::text, (select d::text from deliveries d where d.workspace_id = ${test.workspaceId} and d.message_id = ${id}),
      (select string_agg(a::text, '') from delivery_attempts a where a.workspace_id = ${test.workspaceId} and a.message_id = ${id}),
      (select string_agg(o::text, '') from outgoing_addresses o where o.workspace_id = ${test.workspaceId} and o.message_id = ${id})) as all
    from messages m where m.workspace_id = ${test.workspaceId} and m.id = ${id}`)
  return row.all
}

const WHO = 'erased.one@example.jp'
const REASON = said(`550 <${WHO}>: no such user`)
const write = () => office.write({ text: '秘密の返事', to: [WHO], cc: [] })

it.each([
  ['was refused', { outcome: 'refused', reason: REASON, accepted: [WHO] }],
  ['may have been sent', { outcome: 'unreachable', reason: REASON, maybeSent: true }],
] as const)('is not sent again after it %s and was erased', async (_name, answer) => {
  const { id, conversationId } = await write()
  post.answers = [answer as never]
  await sendMessage(test.db, id, sender)
  await wipe(conversationId)
  expect(await unsent(id)).toBeUndefined()
  await expect(resend(id)).rejects.toMatchObject({ code: 'delivery.emptied' })
  await sendMessage(test.db, id, sender)
  expect(post.sent).toHaveLength(1)
  expect(await kept(id)).not.toContain(WHO)
})

it.each([
  ['refused', { outcome: 'refused', reason: REASON, accepted: [WHO] }],
  ['unreachable', { outcome: 'unreachable', reason: REASON }],
  ['held', { outcome: 'held', reason: REASON }],
  ['sent', { outcome: 'sent', messageKey: 'mid:x' }],
] as const)('writes nothing again where it was erased while it was being sent: %s', async (_name, answer) => {
  const { id, conversationId } = await write()
  post.repeatable = true
  post.answers = [
    async () => {
      await wipe(conversationId)
      return answer as never
    },
  ]
  await sendMessage(test.db, id, sender)
  expect(await kept(id)).not.toContain(WHO)
  expect(await unsent(id)).toBeUndefined()
  expect(await recoverLost(test.db)).toBe(0)
  await sendMessage(test.db, id, sender)
  expect(post.sent).toHaveLength(1)
  const attempts = await listAttempts(test.db, office.agent, id)
  expect(attempts.map(({ outcome, endedAt }) => [outcome, endedAt !== null])).toEqual([['lost', true]])
})

it('keeps nothing of a report that comes late', async () => {
  const { id, conversationId } = await write()
  await sendMessage(test.db, id, sender)
  await wipe(conversationId)
  for (const state of ['delayed', 'bounced', 'complained'] as const)
    await test.db.tx((tx) =>
      keepReport(tx, id, { state, reason: REASON, recipients: [{ address: WHO, reason: REASON }] } as never),
    )
  await test.dispatch([onBounced])
  expect(await kept(id)).not.toContain(WHO)
  expect(await unsent(id)).toBeUndefined()
})

it('is not sent where it was erased before its delivery was made', async () => {
  const { id, conversationId } = await write()
  await test.db.run(
    sql`delete from deliveries where workspace_id = ${test.workspaceId} and message_id = ${id}`,
  )
  await wipe(conversationId)
  await test.db.tx(async (tx) =>
    tx.announce(
      messageQueued({ conversationId, messageId: id, inboxId: office.inbox, sendAt: tx.now.toISOString() }),
    ),
  )
  await test.dispatch([onQueued])
  expect(await unsent(id)).toBeUndefined()
})
