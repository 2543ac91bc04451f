import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { putHeard, putUsual, watchRows } from './queries/watch.ts'
import { announceChange } from './save-inbox.ts'

/** Writes how likely something comes in each hour of the week; null where that is not known. */
export const noteUsual = (db: WorkspaceDb, inboxId: string, usual: readonly number[] | null): Promise<void> =>
  db.tx(async (tx) => {
    await putUsual(tx, inboxId, usual)
  })

/** Writes what an inbox last heard, and since when it hears nothing although it usually would. */
export const noteHeard = (
  db: WorkspaceDb,
  inboxId: string,
  heard: { heardAt: Date | null; silentSince: Date | null },
  lookedAt: Date,
): Promise<void> =>
  db.tx(async (tx) => {
    const [before] = await watchRows(tx, inboxId)
    await putHeard(tx, inboxId, heard, lookedAt)
    if ((before?.silentSince == null) !== (heard.silentSince === null))
      announceChange(tx, inboxId, { health: true })
  })
