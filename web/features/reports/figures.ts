import type { Output } from '../../api/types.ts'
import { numberScale, type Scale, secondsScale, shareScale } from '../../ui/chart/scale.ts'
import { unitText } from '../../ui/time/length.ts'

/** A metric with its definition. */
export type Metric = Output<'reports.listMetrics'>[number]
/** A metric's figure for a period. */
export type Answer = Output<'reports.getMetric'>
export type Measure = Metric['measures'][number]
type Unit = Metric['unit']

/** How figures are written: language, and whether the hours of a day are business hours. */
export interface Manner {
  locale: string
  business: boolean
}

const number = (locale: string, value: number, digits: number, least = 0): string =>
  new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: digits }).format(value)

/** Seconds in their two largest units: 2時間5分, 3d 4h. Business hours are never summed up to days. */
export function secondsText(seconds: number, { locale, business }: Manner): string {
  const whole = Math.round(seconds)
  if (whole < 60) return unitText(locale, whole, 'second')
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return unitText(locale, minutes, 'minute')
  const join = locale.startsWith('ja') ? '' : ' '
  const pair = (large: number, big: 'hour' | 'day', small: number, little: 'minute' | 'hour'): string =>
    small === 0
      ? unitText(locale, large, big)
      : `${unitText(locale, large, big)}${join}${unitText(locale, small, little)}`
  if (minutes < 24 * 60 || (business && minutes < 100 * 60))
    return pair(Math.floor(minutes / 60), 'hour', minutes % 60, 'minute')
  const hours = Math.round(minutes / 60)
  return business ? unitText(locale, hours, 'hour') : pair(Math.floor(hours / 24), 'day', hours % 24, 'hour')
}

/** A value in the unit of its metric. */
export function valueText(unit: Unit, measure: Measure, value: number, manner: Manner): string {
  if (unit === 'seconds') return secondsText(value, manner)
  if (unit === 'share')
    return new Intl.NumberFormat(manner.locale, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  return measure === 'count' ? number(manner.locale, value, 0) : number(manner.locale, value, 1, 1)
}

/** The axis that fits the values of a metric. */
export function scaleFor(
  unit: Unit,
  measure: Measure,
  values: readonly (number | null)[],
  business: boolean,
): Scale {
  const max = Math.max(0, ...values.map((value) => value ?? 0))
  if (unit === 'seconds') return secondsScale(max, { hoursOnly: business })
  if (unit === 'share') return shareScale(max)
  return numberScale(max, { whole: measure === 'count' })
}

/** How a figure moved: in points for shares, by number for small counts, else relative to what it was. */
export interface Change {
  amount: number
  as: 'percent' | 'points' | 'number'
  verdict: 'better' | 'worse' | 'none'
}

/** A count below this is too small for a percentage of it to say anything. */
const fewest = 20

const howShown = (unit: Unit, measure: Measure, before: number): Change['as'] => {
  if (unit === 'share') return 'points'
  return measure === 'count' && before < fewest ? 'number' : 'percent'
}

/** How a figure moved against the one before; undefined where that can't be said: no data, or nothing before. */
export function changeOf(
  { unit, direction }: Pick<Metric, 'unit' | 'direction'>,
  measure: Measure,
  value: number | null,
  before: number | null,
): Change | undefined {
  if (value === null || before === null) return undefined
  const as = howShown(unit, measure, before)
  if (as === 'percent' && before === 0) return undefined
  const moved = value - before
  const amount = { percent: (moved / before) * 100, points: moved * 100, number: moved }[as]
  // What is not seen is no change.
  if (Math.abs(amount) < 0.05) return { amount: 0, as, verdict: 'none' }
  if (direction === 'neutral') return { amount, as, verdict: 'none' }
  return { amount, as, verdict: amount > 0 === (direction === 'higher') ? 'better' : 'worse' }
}

/** The measure of a figure; null when there is no data. */
export const measured = (figure: Pick<Answer, 'measures'>, measure: Measure): number | null =>
  figure.measures.find((one) => one.measure === measure)?.value ?? null
