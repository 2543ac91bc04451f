import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addAgent, addInbox, countsByStatus, incoming, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import { systemCaller, type Caller } from '../../kernel/caller.ts'
import { listMessages } from './get-conversation.ts'
import { conversationRows, receiveMessages, recount, type ConversationRow } from './index.ts'
import { sendReply } from './send-reply.ts'
import { setStatus } from './set-status.ts'
import { undoReply } from './undo-reply.ts'

let test: TestDatabase
let inbox: string
let agent: Caller & { id: string }
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
})
beforeEach(async () => {
  inbox = await addInbox(test.db)
})

const row = async (id: string): Promise<ConversationRow> =>
  (await conversationRows(test.db, [id]))[0] as ConversationRow
const reply = (conversationId: string, text = 'お待たせしております。') =>
  test.db.tx((tx) =>
    sendReply(tx, agent, { conversationId, text, cc: [], bcc: [], attachmentIds: [], anyway: true }),
  )

describe('threading', () => {
  it('opens a conversation for a first message and joins an answer to it', async () => {
    const first = await receive(test.db, 'hanako@example.jp', inbox, { messageKey: 'mid:a' })
    const second = await receive(test.db, 'hanako@example.jp', inbox, {
      threadKeys: ['mid:unknown', 'mid:a'],
      text: '追記です',
    })
    expect(second.conversationId).toBe(first.conversationId)
    expect(await row(first.conversationId)).toMatchObject({
      status: 'open',
      messageCount: 2,
      preview: '追記です',
      lastDirection: 'inbound',
    })
  })

  it('keeps a stranger out who only knows a key', async () => {
    const first = await receive(test.db, 'hanako@example.jp', inbox, { messageKey: 'mid:mass' })
    const stranger = await receive(test.db, 'mallory@example.com', inbox, { threadKeys: ['mid:mass'] })
    expect(stranger.conversationId).not.toBe(first.conversationId)
  })

  it('lets in somebody whom we wrote to in the conversation', async () => {
    const first = await receive(test.db, 'hanako@example.jp', inbox, { messageKey: 'mid:cc' })
    await test.db.tx((tx) =>
      sendReply(tx, agent, {
        conversationId: first.conversationId,
        text: '写しを送ります',
        cc: ['Taro@example.jp'],
        bcc: [],
        attachmentIds: [],
        anyway: true,
      }),
    )
    const joined = await receive(test.db, 'taro@example.jp', inbox, { threadKeys: ['mid:cc'] })
    expect(joined.conversationId).toBe(first.conversationId)
  })

  it('does not join across inboxes', async () => {
    const other = await addInbox(test.db)
    const first = await receive(test.db, 'hanako@example.jp', inbox, { messageKey: 'mid:x' })
    expect(
      (await receive(test.db, 'hanako@example.jp', other, { threadKeys: ['mid:x'] })).conversationId,
    ).not.toBe(first.conversationId)
  })

  it('joins messages of one batch that belong together', async () => {
    const batch = await Promise.all(
      [1, 2, 3].map((n) =>
        incoming(test.db, 'chat@example.jp', inbox, {
          threadKeys: ['chat:session'],
          messageKey: `chat:${n}`,
          text: `${n}`,
        }),
      ),
    )
    const received = await test.db.tx((tx) => receiveMessages(tx, batch))
    expect(new Set(received.map((one) => one.conversationId)).size).toBe(1)
    const { messages } = await listMessages(test.db, systemCaller(test.workspaceId), {
      conversationId: received[0]?.conversationId as string,
      limit: 50,
    })
    expect(messages.map((message) => message.text)).toEqual(['1', '2', '3'])
  })
})

describe('state', () => {
  it('reopens what was resolved, and remembers who did what', async () => {
    const { conversationId } = await receive(test.db, 'a@example.jp', inbox, { messageKey: 'mid:r' })
    await reply(conversationId)
    await test.db.tx((tx) => setStatus(tx, agent, { conversationId, status: 'resolved' }))
    expect(await row(conversationId)).toMatchObject({ status: 'resolved', waitingSince: null })
    test.clock.forward(60)
    await receive(test.db, 'a@example.jp', inbox, { threadKeys: ['mid:r'] })
    const after = await row(conversationId)
    expect(after).toMatchObject({ status: 'open', resolvedAt: null })
    expect(after.waitingSince).toEqual(test.clock.now())
    const { changes } = await listMessages(test.db, agent, { conversationId, limit: 50 })
    expect(changes.map(({ kind, from, to, actor }) => [kind, from, to, actor.kind])).toEqual([
      ['status', 'open', 'resolved', 'agent'],
      ['status', 'resolved', 'open', 'customer'],
    ])
  })

  it('leaves a resolved conversation alone when a machine writes', async () => {
    const { conversationId } = await receive(test.db, 'b@example.jp', inbox, { messageKey: 'mid:auto' })
    await reply(conversationId)
    await test.db.tx((tx) => setStatus(tx, agent, { conversationId, status: 'resolved' }))
    await receive(test.db, 'b@example.jp', inbox, { threadKeys: ['mid:auto'], automatic: true })
    expect(await row(conversationId)).toMatchObject({
      status: 'resolved',
      waitingSince: null,
      messageCount: 3,
    })
  })

  it('waits since the first unanswered message, not the last', async () => {
    const { conversationId } = await receive(test.db, 'c@example.jp', inbox, { messageKey: 'mid:w' })
    const since = test.clock.now()
    test.clock.forward(600)
    await receive(test.db, 'c@example.jp', inbox, { threadKeys: ['mid:w'] })
    expect((await row(conversationId)).waitingSince).toEqual(since)
    await reply(conversationId)
    expect((await row(conversationId)).waitingSince).toBeNull()
  })

  it('lets nobody wait in what is resolved, and goes on from the same moment once it is reopened', async () => {
    const { conversationId } = await receive(test.db, 'w@example.jp', inbox, { messageKey: 'mid:rw' })
    const since = test.clock.now()
    const to = (status: 'open' | 'pending' | 'resolved') =>
      test.db.tx((tx) => setStatus(tx, agent, { conversationId, status }))
    await to('pending')
    expect((await row(conversationId)).waitingSince).toEqual(since)
    expect((await to('resolved')).waitingSince).toBeNull()
    expect((await row(conversationId)).waitingSince).toBeNull()
    test.clock.forward(60)
    expect((await to('open')).waitingSince).toBe(since.toISOString())
    await reply(conversationId)
    await to('resolved')
    await to('open')
    expect((await row(conversationId)).waitingSince).toBeNull()
  })

  it('opens what was resolved with an answer once that is taken back', async () => {
    const { conversationId } = await receive(test.db, 'u@example.jp', inbox, { messageKey: 'mid:ru' })
    const since = test.clock.now()
    const sent = await reply(conversationId)
    await test.db.tx((tx) => setStatus(tx, agent, { conversationId, status: 'resolved' }))
    await test.db.tx((tx) => undoReply(tx, agent, sent.id))
    expect(await row(conversationId)).toMatchObject({ status: 'open', resolvedAt: null, waitingSince: since })
  })

  it('puts a form’s tags on the conversation, each once', async () => {
    const { conversationId } = await receive(test.db, 'd@example.jp', inbox, {
      messageKey: 'mid:t',
      tags: ['返品', ' 返品 ', 'ﾃｽﾄ'],
    })
    await receive(test.db, 'd@example.jp', inbox, { threadKeys: ['mid:t'], tags: ['テスト'] })
    expect((await row(conversationId)).tagIds).toHaveLength(2)
  })
})

describe('counts', () => {
  it('are right after everything that happened here', async () => {
    const before = await countsByStatus(test.db)
    const { conversationId } = await receive(test.db, 'e@example.jp', inbox)
    await receive(test.db, 'f@example.jp', inbox)
    await test.db.tx((tx) => setStatus(tx, agent, { conversationId, status: 'pending' }))
    const after = await countsByStatus(test.db)
    expect((after.open ?? 0) - (before.open ?? 0)).toBe(1)
    expect((after.pending ?? 0) - (before.pending ?? 0)).toBe(1)
    expect(await test.db.tx((tx) => recount(tx))).toBe(0)
  })

  it('stay right when many do things at the same time', async () => {
    const ids = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        receive(test.db, `p${n}@example.jp`, inbox, { messageKey: `mid:p${n}` }),
      ),
    )
    const status = ['open', 'pending', 'resolved'] as const
    await Promise.all(
      ids.flatMap(({ conversationId }, n) => [
        test.db.tx((tx) => setStatus(tx, agent, { conversationId, status: status[n % 3] ?? 'open' })),
        receive(test.db, `p${n}@example.jp`, inbox, { threadKeys: [`mid:p${n}`] }),
      ]),
    )
    expect(await test.db.tx((tx) => recount(tx))).toBe(0)
  })
})
