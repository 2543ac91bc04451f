import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { KEEP_MS } from './back-off.ts'
import { deleteOld } from './queries/deliveries.ts'

const AT_ONCE = 5000

/** Forgets deliveries that are older than 30 days, in small pieces; gives how many. */
export const cleanUp = async (db: WorkspaceDb): Promise<number> => {
  const before = new Date(db.kernel.clock.now().getTime() - KEEP_MS)
  for (let total = 0; ; ) {
    const removed = await deleteOld(db, before, AT_ONCE)
    total += removed
    if (removed < AT_ONCE) return total
  }
}
