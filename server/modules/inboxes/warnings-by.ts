import type { Db } from '../../kernel/db/index.ts'
import { gapCounts } from './queries/gaps.ts'
import { watchRows } from './queries/watch.ts'
import { warningsOf, type Warning } from './warnings-of.ts'

/** What is to be said of each inbox of the workspace beyond its connection. */
export const warningsBy = async (db: Db): Promise<(inboxId: string) => Warning[]> => {
  const watches = new Map((await watchRows(db)).map((row) => [row.inboxId, row]))
  const gaps = new Map((await gapCounts(db)).map(({ inboxId, count }) => [inboxId, count]))
  const now = db.kernel.clock.now()
  return (inboxId) => warningsOf(watches.get(inboxId), gaps.get(inboxId) ?? 0, now)
}
