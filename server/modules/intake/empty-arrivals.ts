import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { idAt } from '../../kernel/ids.ts'
import { dropBytes, processedBefore } from './queries.ts'

/** How long the bytes of what was taken in are kept: long enough to find a fault of ours and read them again. */
export const KEPT_MS = 90 * 24 * 3600 * 1000
const AT_ONCE = 2000

/**
 * Lets go of the bytes of arrivals that were taken in, ignored or dismissed long ago. Their rows stay, so that a second copy is known as one;
 * what lies in quarantine stays whole. Gives how many were emptied.
 */
export const emptyArrivals = async (db: WorkspaceDb): Promise<number> => {
  const before = idAt(new Date(db.kernel.clock.now().getTime() - KEPT_MS))
  let total = 0
  for (let after: string | undefined; ; ) {
    // By their ids, which sort by time: no index of its own is needed, and what was emptied already is only stepped over.
    const page = await processedBefore(db, { before, after: after ?? null, limit: AT_ONCE })
    total += await dropBytes(
      db,
      page.filter(({ size }) => size > 0).map(({ id }) => id),
    )
    if (page.length < AT_ONCE) return total
    after = page.at(-1)?.id
  }
}
