import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { erases } from './erase-threads.ts'
import { everything } from './fixtures/everything.ts'
import { recount, threadForCustomer, type Incoming } from './index.ts'
import { mergeConversation } from './linking/merge-conversation.ts'
import { messagesOfThreads } from './queries/erase.ts'
import { conversationRows } from './queries/rows.ts'
import { rereadMessage } from './reread-message.ts'
import { sendReply } from './send-reply.ts'
import { splitConversation } from './linking/split-conversation.ts'
import { previewMerge } from './linking/preview-merge.ts'
import { undoLink } from './linking/undo-link.ts'

let test: TestDatabase
let agent: Caller
let inboxId: string
let window: string
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
  inboxId = await addInbox(test.db)
  window = await addInbox(test.db, 'Window', 'chat')
})

/** Everything that says something of anybody: messages, what lists show, and what an undo would bring back. */
const kept = async (): Promise<string> => {
  const { messages, conversations } = await everything(test.db)
  const links = await test.db.many(
    sql`select to_jsonb(l) as row from conversation_links l where l.workspace_id = ${test.workspaceId}`,
  )
  return JSON.stringify([messages, conversations, links])
}
let people = 0
const write = async (text: string, change: Partial<Incoming> = {}, inbox = inboxId) =>
  receive(test.db, `p${(people += 1)}@example.jp`, inbox, { text, ...change })
const merge = (conversationId: string, intoId: string) =>
  test.db.tx((tx) => mergeConversation(tx, agent, { conversationId, intoId, differentCustomers: true }))
const erase = (...ids: string[]) =>
  test.db.tx(async (tx) => {
    await erases.messages?.(tx, await messagesOfThreads(tx, ids))
    await erases.threads?.(tx, ids)
  })
const undo = (linkId: string) => test.db.tx((tx) => undoLink(tx, agent, linkId))
const rowOf = async (id: string) => (await conversationRows(test.db, [id]))[0]
const screen = async (key: string) =>
  (await threadForCustomer(test.db, { inboxId: window, key, proven: [] }, { before: null, limit: 50 })).map(
    ({ text }) => text,
  )

it('a conversation of which nothing is left is not merged, and says so before', async () => {
  const gone = (await write('words of the erased')).conversationId
  const stays = (await write('words of somebody')).conversationId
  await erase(gone)
  for (const [conversationId, intoId] of [
    [gone, stays],
    [stays, gone],
  ] as const) {
    const emptied = { kind: 'conflict', code: 'conversations.emptied' }
    await expect(previewMerge(test.db, agent, { conversationId, intoId })).rejects.toMatchObject(emptied)
    await expect(merge(conversationId, intoId)).rejects.toMatchObject(emptied)
  }
})

describe('erasing one of two people whose conversations were merged', () => {
  it('leaves the other what is theirs where the merged one goes', async () => {
    const into = (await write('words of the survivor')).conversationId
    const from = `p${people + 1}@example.jp`
    const one = (await write('words of the merged', { messageKey: 'key-merged' })).conversationId
    const { linkId } = await merge(one, into)
    await erase(one)
    expect(await kept()).not.toContain('words of the merged')
    expect(await kept()).toContain('words of the survivor')
    // The key is gone, and nobody is let in by it.
    const late = await receive(test.db, from, inboxId, { threadKeys: ['key-merged'] })
    expect([into, one]).not.toContain(late.conversationId)
    await undo(linkId)
    expect(await kept()).not.toContain('words of the merged')
    expect(await rowOf(into)).toMatchObject({ preview: 'words of the survivor' })
  })

  it('lets the other stand alone again where the survivor goes, with words, thread and window', async () => {
    const visit = (text: string, key: string) =>
      receive(test.db, key, window, { text, threadKeys: [key], verified: true })
    const into = (await visit('one who goes', 'visitor:goes')).conversationId
    const one = (await visit('one who stays', 'visitor:stays')).conversationId
    const { linkId } = await merge(one, into)
    await erase(into)
    expect(await kept()).not.toContain('one who goes')
    expect(await rowOf(one)).toMatchObject({ preview: 'one who stays', status: 'open', messageCount: 1 })
    const late = await visit('and writes on', 'visitor:stays')
    expect(late.conversationId).toBe(one)
    expect(await screen('visitor:stays')).toEqual(['one who stays', 'and writes on'])
    await expect(undo(linkId)).rejects.toMatchObject({ code: 'conversations.link-undone' })
    expect(await test.db.tx(recount)).toBe(0)
  })

  it('lets go what was split off meanwhile as well, to be put back where the rest stands', async () => {
    const into = (await write('survivor to be wiped')).conversationId
    const from = `p${people + 1}@example.jp`
    const one = (await write('first of the other', { messageKey: 'split-1' })).conversationId
    const second = await receive(test.db, from, inboxId, {
      text: 'second of the other',
      threadKeys: ['split-1'],
    })
    await merge(one, into)
    const split = await test.db.tx((tx) =>
      splitConversation(tx, agent, { conversationId: into, messageIds: [second.messageId] }),
    )
    await erase(into)
    expect(await rowOf(one)).toMatchObject({ messageCount: 1, preview: 'first of the other' })
    await undo(split.linkId)
    expect(await rowOf(one)).toMatchObject({ messageCount: 2, preview: 'second of the other' })
    const away = await test.db.many(sql`
      select 1 from messages where workspace_id = ${test.workspaceId} and conversation_id = ${one} and home_id is not null`)
    expect(away).toEqual([])
  })

  it('brings nothing back on the way out of a merge of merges, and nobody waits for an answer to it', async () => {
    const outer = (await write('words of the outermost')).conversationId
    await test.db.tx((tx) =>
      sendReply(tx, agent, {
        conversationId: outer,
        text: '済み',
        cc: [],
        bcc: [],
        attachmentIds: [],
        anyway: true,
      }),
    )
    const middle = (await write('words in the middle')).conversationId
    await test.db.tx((tx) =>
      sendReply(tx, agent, {
        conversationId: middle,
        text: '済み',
        cc: [],
        bcc: [],
        attachmentIds: [],
        anyway: true,
      }),
    )
    const inner = (await write('words of the innermost')).conversationId
    const first = await merge(inner, middle)
    const second = await merge(middle, outer)
    await erase(inner)
    expect(await kept()).not.toContain('words of the innermost')
    expect(await rowOf(outer)).toMatchObject({ preview: '', waitingSince: null })
    await undo(second.linkId)
    await undo(first.linkId)
    expect(await kept()).not.toContain('words of the innermost')
    for (const id of [outer, middle, inner]) expect(await rowOf(id)).toMatchObject({ waitingSince: null })
  })
})

describe('erasing in a merge of merges', () => {
  const three = async () => {
    const from = `p${people + 1}@example.jp`
    const one = (await write('words of who stays', { messageKey: `stays ${from}` })).conversationId
    const middle = (await write('words in between')).conversationId
    const outer = (await write('words outside')).conversationId
    const links = [await merge(one, middle), await merge(middle, outer)]
    return { from, one, middle, outer, links }
  }
  /** Where who stays is shown, heard and answered. */
  const placesOf = async ({ from, one }: { from: string; one: string }) => {
    const row = await rowOf(one)
    const late = await receive(test.db, from, inboxId, { text: 'late', threadKeys: [`stays ${from}`] })
    const reply = { conversationId: one, text: 'an answer', cc: [], bcc: [], attachmentIds: [], anyway: true }
    const answer = await test.db.tx((tx) => sendReply(tx, agent, reply))
    expect(await test.db.tx(recount)).toBe(0)
    return [row?.status, row?.preview, late.conversationId, answer.conversationId]
  }
  const alone = ({ one }: { one: string }) => ['open', 'words of who stays', one, one]

  it('lets who stays stand alone where both others go at once', async () => {
    const all = await three()
    await erase(all.middle, all.outer)
    expect(await placesOf(all)).toEqual(alone(all))
  })

  it('lets them stand alone where those go one after the other', async () => {
    const all = await three()
    await erase(all.middle)
    await erase(all.outer)
    expect(await placesOf(all)).toEqual(alone(all))
  })

  it('lets them stand alone where the emptied one comes out by hand', async () => {
    const all = await three()
    await erase(all.middle)
    await undo(all.links[1]?.linkId as string)
    expect(await placesOf(all)).toEqual(alone(all))
    await expect(undo(all.links[0]?.linkId as string)).rejects.toMatchObject({
      code: 'conversations.link-undone',
    })
  })
})

describe('what a customer’s window goes on with', () => {
  it('is what was split off, once the rest is not kept any more', async () => {
    const visit = (text: string) =>
      receive(test.db, 'window', window, { text, threadKeys: ['visitor:on'], verified: true })
    const { conversationId } = await visit('long ago')
    const later = await visit('another matter')
    const split = await test.db.tx((tx) =>
      splitConversation(tx, agent, { conversationId, messageIds: [later.messageId] }),
    )
    await erase(conversationId)
    expect(await screen('visitor:on')).toEqual(['another matter'])
    expect((await visit('and on')).conversationId).toBe(split.conversation.id)
    expect(await screen('visitor:on')).toEqual(['another matter', 'and on'])
    // Put back, it would stand where nothing is ever taken away again.
    await expect(undo(split.linkId)).rejects.toMatchObject({ code: 'conversations.emptied' })
  })
})

describe('undoing a merge', () => {
  it('shows a message as it was read anew meanwhile', async () => {
    const into = await write('card 4111111111111111', { receivedAt: new Date(Date.now() - 60_000) })
    const one = await write('of the other')
    const { linkId } = await merge(one.conversationId, into.conversationId)
    const masked = { text: 'card ****************', html: null, subject: null, context: {}, files: [] }
    await test.db.tx((tx) => rereadMessage(tx, into.messageId, masked))
    await undo(linkId)
    expect(await rowOf(into.conversationId)).toMatchObject({ preview: masked.text })
    expect(await kept()).not.toContain('4111111111111111')
  })
})

describe('answering in a merged conversation', () => {
  it('goes to whoever is left, also where somebody erased wrote last', async () => {
    const into = (await write('words of who stays')).conversationId
    const address = `p${people}@example.jp`
    const one = (await write('words of who goes', { receivedAt: new Date(Date.now() + 60_000) }))
      .conversationId
    await merge(one, into)
    await erase(one)
    const reply = {
      conversationId: into,
      text: 'お答えします',
      cc: [],
      bcc: [],
      attachmentIds: [],
      anyway: true,
    }
    const { recipients, homeId } = await test.db.tx((tx) => sendReply(tx, agent, reply))
    expect([homeId, recipients.map(({ value }) => value)]).toEqual([null, [address]])
  })
})
