import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import {
  conversationSources,
  conversationSourcesAfter,
  deleteDocuments,
  deleteOrphans,
  holdIndex,
  messageSources,
  messageSourcesAfter,
  shareIndex,
  upsertDocuments,
  type ConversationSource,
  type MessageSource,
} from './queries/documents.ts'
import { insertWaiting } from './queries/file-texts.ts'
import { readFilesJob } from './read-files-job.ts'
import { conversationWords, LONGEST, toDocument, type Source } from './search/documents.ts'

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
  // Sent ahead without a wait: what is read is read behind it.
  const shared = shareIndex(tx)
  const [messages, conversations] = await Promise.all([
    work.messageIds.length > 0 ? messageSources(tx, work.messageIds, LONGEST) : [],
    work.conversationIds.length + work.customerIds.length > 0
      ? conversationSources(tx, work.conversationIds, work.customerIds)
      : [],
    shared,
  ])
  await write(tx, [...messages, ...conversations.map(toSource)])
  await wantTexts(tx, messages)
  if (work.removedIds.length > 0) await deleteDocuments(tx, work.removedIds)
}

const toSource = (row: ConversationSource): Source => ({
  id: row.id,
  conversationId: row.conversationId,
  inboxId: row.inboxId,
  customerId: row.customerId,
  at: row.at,
  text: conversationWords(row),
})

const write = async (tx: Tx, sources: readonly Source[]): Promise<void> => {
  for (let at = 0; at < sources.length; at += BATCH)
    await upsertDocuments(tx, sources.slice(at, at + BATCH).map(toDocument))
}

/** Has the text of files read that were not asked for yet. */
const wantTexts = async (tx: Tx, sources: readonly MessageSource[]): Promise<void> => {
  const fileIds = new Set(sources.map(({ unreadFileId }) => unreadFileId).filter((id) => id !== null))
  if (fileIds.size === 0) return
  await insertWaiting(tx, [...fileIds])
  tx.job(readFilesJob, {}, { key: `${readFilesJob.name}:${tx.workspaceId}`, queue: readFilesJob.name })
}

/** Whose documents are written anew, in the order in which a refresh goes through them. */
export type Phase = 'conversations' | 'messages'

/**
 * Writes the documents of the next conversations, or messages with their files, behind an id. Gives the last one, and
 * how many; no id when there are none.
 */
export const writeNext = async (
  tx: Tx,
  phase: Phase,
  after: string,
): Promise<{ last: string | undefined; count: number }> => {
  await holdIndex(tx)
  if (phase === 'conversations') {
    const rows = await conversationSourcesAfter(tx, after, BATCH)
    await write(tx, rows.map(toSource))
    return { last: rows.at(-1)?.id, count: rows.length }
  }
  const sources = await messageSourcesAfter(tx, after, BATCH, LONGEST)
  await write(tx, sources)
  await wantTexts(tx, sources)
  const last = sources.at(-1)
  return { last: last?.messageId ?? last?.id, count: sources.filter((one) => one.messageId === null).length }
}

/** Brings the whole search index of a workspace up to date: after an import, a restore, or a change of its rules. */
export const rebuildSearch = async (db: WorkspaceDb): Promise<void> => {
  for (const phase of ['conversations', 'messages'] as const) {
    let after: string | undefined = FIRST_ID
    while (after !== undefined) {
      const place: string = after
      after = (await db.tx((tx) => writeNext(tx, phase, place))).last
    }
  }
  await db.tx(deleteOrphans)
}
