import { beforeAll, expect, it } from 'vitest'
import { addAgent, addInbox, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { erases } from './erase-threads.ts'
import { everything } from './fixtures/everything.ts'
import { mergeConversation } from './merge-conversation.ts'
import { messagesOfThreads } from './queries/erase.ts'
import { undoLink } from './undo-link.ts'

let test: TestDatabase
let agent: Caller
let inboxId: string
beforeAll(async () => {
  test = await testDatabase()
  agent = await addAgent(test.db)
  inboxId = await addInbox(test.db)
})

/** What stands in messages and previews, of everybody. */
const words = async (): Promise<string[]> => {
  const { messages, conversations } = await everything(test.db)
  const rows = [...messages, ...conversations].map(({ row }) => row as { text?: string; preview?: string })
  return rows
    .flatMap(({ text, preview }) => [text, preview])
    .filter((one) => one !== undefined && one !== '') as string[]
}

it('erases one of two people whose conversations were merged, and leaves the other what is theirs', async () => {
  for (const erased of ['merged', 'survivor'] as const) {
    const write = async (who: string, text: string) =>
      (
        await receive(test.db, `${who}.${erased}@example.jp`, inboxId, {
          text,
          ...(who === 'merged' ? { messageKey: `key-${erased}` } : {}),
        })
      ).conversationId
    const before = await words()
    const into = await write('survivor', `survivor ${erased}`)
    const conversationId = await write('merged', `merged ${erased}`)
    const { linkId } = await test.db.tx((tx) =>
      mergeConversation(tx, agent, { conversationId, intoId: into, differentCustomers: true }),
    )
    await test.db.tx(async (tx) => {
      const ids = [erased === 'merged' ? conversationId : into]
      await erases.messages?.(tx, await messagesOfThreads(tx, ids))
      await erases.threads?.(tx, ids)
    })
    const left = erased === 'merged' ? `survivor ${erased}` : `merged ${erased}`
    // Neither is there to take anything in: the one is erased, the other leads to it or has lost its keys.
    const late = await receive(test.db, `merged.${erased}@example.jp`, inboxId, {
      text: '',
      threadKeys: [`key-${erased}`],
    })
    expect([into, conversationId]).not.toContain(late.conversationId)
    const since = async () => [...new Set((await words()).filter((one) => !before.includes(one)))]
    expect(await since()).toEqual([left])
    await test.db.tx((tx) => undoLink(tx, agent, linkId))
    expect(await since()).toEqual([left])
  }
})
