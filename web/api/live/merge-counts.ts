import type { Count, Output } from '../types.ts'

/** Counts of the side-bar as the cache keeps them. */
export type CountsData = Output<'desk.counts'>

const keyOf = (row: Count) => `${row.inboxId} ${row.teamId ?? ''} ${row.assigneeId ?? ''} ${row.status}`

/** The counts with pushed rows in the place of the old ones; rows that fell to zero go. */
export function mergeCounts(data: CountsData, rows: readonly Count[]): CountsData {
  const byKey = new Map(data.counts.map((row) => [keyOf(row), row]))
  for (const row of rows) {
    if (row.count > 0) byKey.set(keyOf(row), row)
    else byKey.delete(keyOf(row))
  }
  return { ...data, counts: [...byKey.values()] }
}

/** Sum of the rows for which all given conditions hold. */
export function sumCounts(counts: readonly Count[], holds: (row: Count) => boolean): number {
  let sum = 0
  for (const row of counts) if (holds(row)) sum += row.count
  return sum
}
