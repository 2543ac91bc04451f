import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { handledUntil } from '../../kernel/events/index.ts'
import { MOVING, promiseBreached, promiseWarned } from './events.ts'
import { watchJob } from './jobs.ts'
import { nextMoment, takeDue, type ClockRow } from './queries/clocks.ts'

const BATCH = 500
const MINUTE_MS = 60_000

/** Has somebody look when a moment comes before the next look that there is every minute anyway; once for each second. */
const watchAt = (tx: Tx, at: Date | null): void => {
  if (!at || at.getTime() - tx.now.getTime() >= MINUTE_MS) return
  // What came before it waits to be handled: look again soon.
  const when = at > tx.now ? at.getTime() : tx.now.getTime() + 1000
  const second = Math.ceil(when / 1000)
  tx.job(watchJob, {}, { key: `sla.watch:${tx.workspaceId}:${second}`, runAt: new Date(second * 1000) })
}

/** The same for clocks that were written just now. */
export const watchNext = (tx: Tx, clocks: readonly Pick<ClockRow, 'nextAt'>[]): void => {
  const moments = clocks.flatMap(({ nextAt }) => nextAt?.getTime() ?? [])
  if (moments.length > 0) watchAt(tx, new Date(Math.min(...moments)))
}

/**
 * Says of every clock whose moment has come that its time is nearly over, or over; no further than what happened has reached
 * the clocks, since an answer that was in time may be on its way to them. Gives of how many.
 */
export const watchClocks = async (db: WorkspaceDb): Promise<number> => {
  let told = 0
  for (;;) {
    const rows = await db.tx(async (tx) => {
      const due = await takeDue(tx, await handledUntil(tx, MOVING), BATCH)
      for (const { breached, wasTold, dueAt, ...rest } of due)
        if (!breached || !wasTold)
          tx.announce((breached ? promiseBreached : promiseWarned)({ ...rest, dueAt: dueAt.toISOString() }))
      if (due.length < BATCH) watchAt(tx, await nextMoment(tx))
      return due.length
    })
    told += rows
    if (rows < BATCH) return told
  }
}
