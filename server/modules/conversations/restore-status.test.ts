import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { conversationRows, type ConversationRow } from './index.ts'
import { sendReply, type Reply } from './send-reply.ts'
import { setStatus } from './set-status.ts'
import { undoReply } from './undo-reply.ts'

type Status = ConversationRow['status']

let test: TestDatabase
let inbox: string
let agent: Caller & { id: string }
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
  inbox = await addInbox(test.db)
})

const row = async (id: string): Promise<ConversationRow> =>
  (await conversationRows(test.db, [id]))[0] as ConversationRow
const reply = (conversationId: string, then?: Reply['then']) =>
  test.db.tx((tx) =>
    sendReply(tx, agent, {
      conversationId,
      text: 'お待たせしております。',
      cc: [],
      bcc: [],
      attachmentIds: [],
      anyway: true,
      then,
    }),
  )
const set = (conversationId: string, status: Status) =>
  test.db.tx((tx) =>
    setStatus(tx, agent, {
      conversationId,
      status,
      snoozedUntil: new Date(test.clock.now().getTime() + 3_600_000).toISOString(),
    }),
  )
/** A conversation whose customer has been answered, so that nobody waits; a moment later. */
const answered = async (): Promise<string> => {
  const { conversationId } = await receive(test.db, `${Math.random()}@example.jp`, inbox)
  await reply(conversationId)
  test.clock.forward(60)
  return conversationId
}
const undo = async (conversationId: string, id: string): Promise<ConversationRow> => {
  test.clock.forward(5)
  await test.db.tx((tx) => undoReply(tx, agent, id))
  return row(conversationId)
}

describe('an answer that is taken back', () => {
  it.each([
    ['open', 'pending'],
    ['open', 'resolved'],
    ['pending', 'open'],
    ['pending', 'resolved'],
    ['resolved', 'pending'],
  ] as const)('leaves %s what was sent as %s, though nobody waits', async (before, then) => {
    const id = await answered()
    await set(id, before)
    test.clock.forward(60)
    const sent = await reply(id, then)
    expect((await row(id)).status).toBe(then)
    const after = await undo(id, sent.id)
    expect(after).toMatchObject({ status: before, waitingSince: null })
    expect(after.resolvedAt === null).toBe(before !== 'resolved')
  })

  it('leaves it open where somebody waits', async () => {
    const { conversationId } = await receive(test.db, `${Math.random()}@example.jp`, inbox)
    const since = test.clock.now()
    test.clock.forward(60)
    const sent = await reply(conversationId, 'resolved')
    expect(await undo(conversationId, sent.id)).toMatchObject({ status: 'open', waitingSince: since })
  })

  it('opens what was snoozed, since nobody knows any more until when', async () => {
    const id = await answered()
    await set(id, 'snoozed')
    test.clock.forward(60)
    const sent = await reply(id, 'resolved')
    expect(await undo(id, sent.id)).toMatchObject({ status: 'open', snoozedUntil: null })
  })

  it('leaves what somebody has set since', async () => {
    const id = await answered()
    const sent = await reply(id, 'resolved')
    test.clock.forward(5)
    await set(id, 'pending')
    expect(await undo(id, sent.id)).toMatchObject({ status: 'pending' })
  })
})
