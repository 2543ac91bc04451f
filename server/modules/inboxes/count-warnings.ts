import type { Db } from '../../kernel/db/index.ts'
import { inboxRows } from './queries.ts'
import { gapCounts } from './queries/gaps.ts'
import { watchRows } from './queries/watch.ts'
import { warningsOf, type Warning } from './warnings-of.ts'

/** How many active inboxes are to be looked at, by what for, and the longest that a message waits at a provider, in seconds. */
export const countWarnings = async (
  db: Db,
): Promise<{ warnings: Record<Warning, number>; lagSeconds: number }> => {
  const warnings = { lagging: 0, silent: 0, expiring: 0, gaps: 0 }
  const watches = new Map((await watchRows(db)).map((row) => [row.inboxId, row]))
  const gaps = new Map((await gapCounts(db)).map(({ inboxId, count }) => [inboxId, count]))
  const now = db.kernel.clock.now()
  let lag = 0
  for (const { id, state } of await inboxRows(db)) {
    if (state !== 'active') continue
    const watch = watches.get(id)
    for (const warning of warningsOf(watch, gaps.get(id) ?? 0, now)) warnings[warning] += 1
    if (watch?.oldestAt) lag = Math.max(lag, now.getTime() - watch.oldestAt.getTime())
  }
  return { warnings, lagSeconds: lag / 1000 }
}
