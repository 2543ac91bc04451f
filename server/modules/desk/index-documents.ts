import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import {
  conversationSources,
  conversationSourcesAfter,
  deleteDocuments,
  deleteOrphans,
  messageSources,
  messageSourcesAfter,
  upsertDocuments,
  type ConversationSource,
} from './queries/documents.ts'
import { conversationWords, LONGEST_TEXT, toDocument, type Source } from './search/documents.ts'

const BATCH = 500

/** What is to be found from now on, and what no more. */
export interface IndexWork {
  messageIds: readonly string[]
  conversationIds: readonly string[]
  /** Whose conversations bear another name now. */
  customerIds: readonly string[]
  removedIds: readonly string[]
}

/** Brings the search index up to date for these. */
export const indexDocuments = async (tx: Tx, work: IndexWork): Promise<void> => {
  const [messages, conversations] = await Promise.all([
    work.messageIds.length > 0 ? messageSources(tx, work.messageIds, LONGEST_TEXT) : [],
    work.conversationIds.length + work.customerIds.length > 0
      ? conversationSources(tx, work.conversationIds, work.customerIds)
      : [],
  ])
  await write(tx, [...messages, ...conversations.map(toSource)])
  if (work.removedIds.length > 0) await deleteDocuments(tx, work.removedIds)
}

const toSource = (row: ConversationSource): Source => ({
  id: row.id,
  conversationId: row.id,
  inboxId: row.inboxId,
  customerId: row.customerId,
  at: row.at,
  text: conversationWords(row),
})

const write = async (tx: Tx, sources: readonly Source[]): Promise<void> => {
  for (let at = 0; at < sources.length; at += BATCH)
    await upsertDocuments(tx, sources.slice(at, at + BATCH).map(toDocument))
}

/** Brings the whole search index of a workspace up to date: after an import, a restore, or a change of its rules. */
export const rebuildSearch = async (db: WorkspaceDb): Promise<void> => {
  await throughAll(db, (tx, after) => messageSourcesAfter(tx, after, BATCH, LONGEST_TEXT))
  await throughAll(db, async (tx, after) => (await conversationSourcesAfter(tx, after, BATCH)).map(toSource))
  await db.tx(deleteOrphans)
}

const throughAll = async (
  db: WorkspaceDb,
  next: (tx: Tx, after: string) => Promise<Source[]>,
): Promise<void> => {
  let after: string | undefined = FIRST_ID
  while (after !== undefined) {
    const place: string = after
    after = await db.tx(async (tx) => {
      const sources = await next(tx, place)
      await write(tx, sources)
      return sources.at(-1)?.id
    })
  }
}
