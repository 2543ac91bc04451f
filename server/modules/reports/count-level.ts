import type { Db } from '../../kernel/db/index.ts'
import { toFigure, type Counted } from './figure.ts'
import type { Dimension, Level } from './metric.ts'
import type { Bucket } from './periods.ts'
import { levelFigures } from './queries/figures.ts'
import type { Scope } from './scope.ts'

/**
 * A level at the end of each part of time, or of the whole: what stands now, less what has come since, plus what has
 * gone. So a look at last week costs with what happened since, not with all that ever happened.
 */
export const countLevel = async (
  db: Db,
  metric: Level,
  { range, filter }: Scope,
  by: Dimension | null,
  buckets: readonly Bucket[],
): Promise<Counted> => {
  const ends = buckets.length > 0 ? buckets.map(({ end }) => end) : [range.end]
  const rows = await levelFigures(db, metric, filter, by, ends)
  const at = (part: number, key?: string | null): number =>
    rows
      .filter((row) => key === undefined || row.key === key)
      .reduce((sum, row) => sum + (row.part === 0 ? row.amount : row.part >= part ? -row.amount : 0), 0)
  const figure = (n: number) => toFigure(metric, { n, mean: null, percentiles: null })
  const whole = figure(at(ends.length))
  if (buckets.length > 0)
    return { whole, parts: new Map(ends.map((_, index) => [String(index + 1), figure(at(index + 1))])) }
  const keys = [...new Set(rows.map((row) => row.key))]
  const parts = keys.map((key) => [key, at(1, key)] as const).filter(([, n]) => n !== 0)
  return { whole, parts: new Map(by ? parts.map(([key, n]) => [key, figure(n)]) : []) }
}
