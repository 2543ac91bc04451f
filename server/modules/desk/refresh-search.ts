import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { defineJob, type JobContext } from '../../kernel/jobs/index.ts'
import { refreshSearchables } from '../customers/index.ts'
import { writeNext } from './index-documents.ts'
import { beginRefresh, moveRefresh, refreshRow, type RefreshRow } from './queries/refreshes.ts'

/**
 * Counts the changes of what is kept for a search: folding, tokens, which words. Every installation writes its index
 * anew, in the background, when this number grows.
 */
const SEARCH_VERSION = 1

const NEXT = { customers: 'conversations', conversations: 'messages', messages: 'done' } as const

/** Brings the search index of a workspace up to date with the rules of this version. */
export const refreshSearchJob = defineJob<object>('desk.refresh-search', { maxAttempts: 25 })

/** Has the index brought up to date where an earlier version of the rules made it. */
export const startRefresh = async (db: WorkspaceDb): Promise<void> => {
  if (isCurrent(await refreshRow(db))) return
  const key = `${refreshSearchJob.name}:${db.workspaceId}`
  await db.tx(async (tx) => tx.job(refreshSearchJob, {}, { key, queue: refreshSearchJob.name }))
}

/**
 * Writes everything that is searched anew, some hundred a transaction, and keeps how far it has come with each: what was
 * interrupted goes on there. Searches go on meanwhile; what is not written yet is found by words that no rule changed.
 */
export const refreshSearch = async ({ db, signal }: Pick<JobContext, 'db' | 'signal'>): Promise<void> => {
  let row = await refreshRow(db)
  if (row?.version !== SEARCH_VERSION) await db.tx((tx) => beginRefresh(tx, SEARCH_VERSION))
  for (row = await refreshRow(db); row && row.phase !== 'done'; row = await refreshRow(db)) {
    signal.throwIfAborted()
    await writeSome(db, row.phase, row.afterId ?? FIRST_ID)
  }
}

const writeSome = (db: WorkspaceDb, phase: keyof typeof NEXT, after: string): Promise<void> =>
  db.tx(async (tx) => {
    const write = phase === 'customers' ? refreshSearchables(tx, after) : writeNext(tx, phase, after)
    const { last, count } = await write
    await moveRefresh(tx, {
      phase: last === undefined ? NEXT[phase] : phase,
      afterId: last ?? null,
      more: count,
    })
  })

const isCurrent = (row: RefreshRow | undefined): boolean =>
  row?.version === SEARCH_VERSION && row.phase === 'done'

/** How far that has come. */
export const getRefresh = async (
  db: WorkspaceDb,
): Promise<{ underWay: boolean; done: number; total: number }> => {
  const row = await refreshRow(db)
  const total = row?.total ?? 0
  return { underWay: row !== undefined && !isCurrent(row), done: Math.min(row?.done ?? 0, total), total }
}
