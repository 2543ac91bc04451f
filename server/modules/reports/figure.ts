import type { Answer } from './contract.ts'
import type { Measure, Metric } from './metric.ts'
import type { FigureRow } from './queries/figures.ts'

/** A figure on the wire. */
export type Figure = Pick<Answer, 'value' | 'n' | 'measures'>

/** A figure for the whole and for each part of it. The parts of time are named by their number, counted from 1. */
export interface Counted {
  whole: Figure
  parts: ReadonlyMap<string | null, Figure>
}

const NOTHING: Pick<FigureRow, 'n' | 'mean' | 'percentiles'> = { n: 0, mean: null, percentiles: null }

const valueOf = (measure: Measure, { n, mean, percentiles }: typeof NOTHING): number | null => {
  if (measure === 'count') return n
  if (measure === 'median') return percentiles?.[0] ?? null
  if (measure === 'p90') return percentiles?.[1] ?? null
  return mean
}

/** The figure of counted rows; without any, "no data", and only a count is 0. */
export const toFigure = (metric: Metric, row: typeof NOTHING = NOTHING): Figure => {
  const measures = metric.measures.map((measure) => ({ measure, value: valueOf(measure, row) }))
  return { value: measures[0]?.value ?? null, n: row.n, measures }
}

/** The figure of a time that has not come: no data, not even 0. */
export const notYet = (metric: Metric): Figure => ({
  value: null,
  n: 0,
  measures: metric.measures.map((measure) => ({ measure, value: null })),
})
