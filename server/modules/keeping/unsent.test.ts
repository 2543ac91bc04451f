import { beforeAll, describe, expect, it } from 'vitest'
import { addAgent, addInbox, personWith, receive } from '../../../test/factories/index.ts'
import { testDatabase, type TestDatabase } from '../../../test/harness/index.ts'
import type { Caller } from '../../kernel/caller.ts'
import { sql } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { answered, attachedFile, rooms } from './fixtures/people.ts'
import { saveRule, tryRule } from './list-rules.ts'
import { runRules } from './run-rules.ts'

/** What has not left us loses nothing to a rule. */

const kinds = rooms.flatMap(({ keeps }) => keeps ?? [])
const signal = new AbortController().signal
const DAY = 86_400_000
let test: TestDatabase
let owner: Caller
let agent: Caller & { id: string }
let inboxId: string

beforeAll(async () => {
  test = await testDatabase()
  owner = personWith(test.workspaceId, ['settings.write'])
  agent = await addAgent(test.db)
  inboxId = await addInbox(test.db)
})

const ago = (days: number): Date => new Date(test.clock.now().getTime() - days * DAY)
const keep = (kind: string, days: number | null) =>
  test.db.tx((tx) => saveRule(tx, owner, kinds, { kind, days }))

/** An answer whose file was uploaded 60 days ago; gives its conversation, resolved 400 days ago. */
const answer = async (receipt: string): Promise<string> => {
  const { conversationId } = await receive(test.db, `${receipt}@mail.example`, inboxId, { text: receipt })
  const file = await attachedFile(test.db, receipt, `${receipt}.txt`)
  const id = await answered(test.db, agent, conversationId, { text: receipt })
  await test.db.run(sql`
    update messages set receipt = ${receipt} where workspace_id = ${test.workspaceId} and id = ${id}`)
  await test.db.run(sql`
    insert into attachments (workspace_id, id, message_id, file_id, name, type, size, inline, position, created_at)
    values (${test.workspaceId}, ${idAt(ago(60))}, ${id}, ${file.fileId}, ${file.name}, ${file.type}, ${file.size}, false, 0, ${ago(60)})`)
  await test.db.run(sql`
    update conversations set status = 'resolved', resolved_at = ${ago(400)}
    where workspace_id = ${test.workspaceId} and id = ${conversationId}`)
  return conversationId
}

const WAITING = ['awaiting', 'scheduled', 'queued', 'held', 'sending']
const UNSENT = [...WAITING, 'failed', 'uncertain']

describe('what has not left us', () => {
  it('keeps its files and its conversation, however old they are', async () => {
    for (const receipt of [...UNSENT, 'sent', 'cancelled']) await answer(receipt)
    const due = async (kind: string, days: number) =>
      (await tryRule(test.db, owner, kinds, { kind, days })).rows
    expect(await due('conversations.files', 30)).toBe(2)
    // What failed waits for nobody.
    expect(await due('conversations.resolved', 365)).toBe(4)
    await keep('conversations.files', 30)
    await runRules({ db: test.db, signal }, rooms, kinds)
    const files = await test.db.many<{ name: string }>(sql`
      select name from attachments where workspace_id = ${test.workspaceId} and file_id is not null`)
    expect(files.map(({ name }) => name).toSorted()).toEqual(UNSENT.map((one) => `${one}.txt`).toSorted())
    await keep('conversations.resolved', 365)
    await runRules({ db: test.db, signal }, rooms, kinds)
    const texts = await test.db.many<{ text: string }>(sql`
      select text from messages where workspace_id = ${test.workspaceId} and kind = 'outbound' and text <> ''`)
    expect(texts.map(({ text }) => text).toSorted()).toEqual(WAITING.toSorted())
  })
})
