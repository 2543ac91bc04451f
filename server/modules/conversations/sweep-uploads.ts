import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { removeFiles } from '../../kernel/files/index.ts'
import { deleteForgottenUploads, lockUnusedFiles } from './queries/attachments.ts'

const DAY_MS = 24 * 3600 * 1000
/** How long an upload may wait for its message; one in somebody's draft waits for as long as the draft. */
const UPLOADS_MS = 7 * DAY_MS
/** A file is younger than its first use: those of the last day are left alone. */
const FILES_MS = DAY_MS
const AT_ONCE = 500

/** Forgets uploads that were never sent, then files that nothing uses any more, in small pieces. Gives how many. */
export const sweepUploads = async (db: WorkspaceDb): Promise<{ uploads: number; files: number }> => {
  const now = db.kernel.clock.now().getTime()
  return {
    uploads: await untilDone(() => deleteForgottenUploads(db, new Date(now - UPLOADS_MS), AT_ONCE)),
    files: await untilDone(() =>
      db.tx(async (tx) => removeFiles(tx, await lockUnusedFiles(tx, new Date(now - FILES_MS), AT_ONCE))),
    ),
  }
}

const untilDone = async (piece: () => Promise<number>): Promise<number> => {
  for (let total = 0; ; ) {
    const removed = await piece()
    total += removed
    if (removed < AT_ONCE) return total
  }
}
