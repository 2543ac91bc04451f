import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { goOnErasing } from './jobs.ts'
import { runningErasures } from './queries/erasures.ts'

/** Has every erasure that is under way gone on with: a job that fails for long uses up its attempts, and is gone. */
export const resumeErasures = (db: WorkspaceDb): Promise<void> =>
  db.tx(async (tx) => {
    for (const id of await runningErasures(tx)) goOnErasing(tx, id)
  })
