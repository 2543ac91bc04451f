import type { Db, Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import type { JobContext } from '../../kernel/jobs/index.ts'
import { moveRebuild, rebuildRow, setRebuildState } from './queries/rebuilds.ts'
import { rebuildFacts } from './rebuild-facts.ts'

/**
 * Makes all facts anew as somebody asked for it, and keeps how far it has come with every batch. What was interrupted
 * goes on where it stood; what failed is tried again, and only the last attempt ends it.
 */
export const runRebuild = async (
  { db, signal, lastAttempt }: Pick<JobContext, 'db' | 'signal' | 'lastAttempt'>,
  beside?: () => Promise<void>,
): Promise<void> => {
  const row = await rebuildRow(db)
  if (!row || row.state === 'done') return
  await db.tx((tx) => setRebuildState(tx, 'running'))
  try {
    const measured = (tx: Tx, ids: readonly string[]) => moveRebuild(tx, ids.at(-1) as string, ids.length)
    await Promise.all([rebuildFacts(db, { signal, after: row.afterId, measured }), beside?.()])
    await db.tx((tx) => setRebuildState(tx, 'done'))
  } catch (error) {
    // Also where it was stopped: nobody goes on with it, and somebody may ask for it again.
    await db.tx((tx) => setRebuildState(tx, lastAttempt ? 'failed' : 'waiting'))
    throw error
  }
}

/** True where facts were to be made anew and are not yet, a failed attempt included. */
export const isRebuilding = async (db: Db): Promise<boolean> => {
  const row = await rebuildRow(db)
  return row !== undefined && row.state !== 'done'
}

/**
 * Makes all facts anew here and now, where that was asked for and is not done: for imports that want them at the end.
 * What else is made from the same conversations goes on `beside`: a rebuild is not done before that is.
 */
export const finishRebuild = async (db: WorkspaceDb, beside?: () => Promise<void>): Promise<void> => {
  if (await isRebuilding(db))
    await runRebuild({ db, signal: new AbortController().signal, lastAttempt: false }, beside)
}
