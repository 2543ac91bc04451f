import { invalid } from '../../kernel/errors.ts'
import { startOfDay } from '../hours/index.ts'

const DAY_MS = 86_400_000
const LONGEST_DAYS = 1100
const MOST_BUCKETS = 400

/** Days from one to another, both counted, and the moments at which they begin and end in a time zone. */
export interface Range {
  from: string
  to: string
  start: Date
  end: Date
}

/** One bar of a series: `key` names the day, the Monday of the week, or the month. */
export interface Bucket extends Range {
  key: string
}

const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)

const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS) + 1

/** The range of two days. Throws `invalid` when it runs backwards, is too long, or lies out of any calendar. */
export const rangeOf = (timeZone: string, from: string, to: string): Range => {
  if (from > to)
    throw invalid('reports.backwards', `The period runs backwards: ${from} is after ${to}. Swap the days.`)
  if (from < '2000-01-01' || to > '2199-12-31')
    throw invalid('reports.far-away', 'There are no figures that far away. Use days from 2000 to 2199.')
  if (daysBetween(from, to) > LONGEST_DAYS)
    throw invalid('reports.too-long', 'The period is too long. Use at most three years.')
  return { from, to, start: startOfDay(timeZone, from), end: startOfDay(timeZone, plus(to, 1)) }
}

/**
 * As many days right before a range. While the range's last day runs, it ends after as much time as has passed of the
 * range, so that half a day is never held against a whole one.
 */
export const rangeBefore = (timeZone: string, range: Range, now: Date): Range => {
  const days = daysBetween(range.from, range.to)
  const [from, to] = [plus(range.from, -days), plus(range.to, -days)]
  const start = startOfDay(timeZone, from)
  const passed = now > range.start && now < range.end ? now.getTime() - range.start.getTime() : Infinity
  return { from, to, start, end: new Date(Math.min(range.start.getTime(), start.getTime() + passed)) }
}

const monday = (day: string): string => plus(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

const STEPS = {
  day: { key: (day: string) => day, next: (day: string) => plus(day, 1) },
  week: { key: monday, next: (day: string) => plus(monday(day), 7) },
  month: {
    key: (day: string) => day.slice(0, 7),
    next: (day: string) => `${plus(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`,
  },
}

/** A range cut into days, weeks from Monday, or months; the first and the last end with the range. */
export const bucketsOf = (timeZone: string, range: Range, step: keyof typeof STEPS): Bucket[] => {
  const { key, next } = STEPS[step]
  const buckets: Bucket[] = []
  let { from, start } = range
  while (from <= range.to) {
    if (buckets.length >= MOST_BUCKETS)
      throw invalid(
        'reports.too-many-days',
        'That is too many days for one picture. Ask by week or month, or for a shorter period.',
      )
    const following = next(from)
    const last = following > range.to
    const end = last ? range.end : startOfDay(timeZone, following)
    buckets.push({ key: key(from), from, to: last ? range.to : plus(following, -1), start, end })
    from = following
    start = end
  }
  return buckets
}
