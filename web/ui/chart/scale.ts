/** An axis from 0: its upper end and the values at which it is marked. */
export interface Scale {
  max: number
  ticks: readonly number[]
}

const minute = 60
const hour = 3600
const day = 86_400

const upTo = (max: number, step: number): Scale => {
  const count = Math.max(1, Math.ceil(max / step - 1e-9))
  return { max: count * step, ticks: Array.from({ length: count + 1 }, (_, place) => place * step) }
}

const parts = 4

/** A scale for counts and amounts, by steps of 1, 2 or 5 times a power of ten. `whole`: nothing between whole numbers. */
export function numberScale(max: number, { whole = false } = {}): Scale {
  const least = Math.max(max, whole ? 1 : 1e-9) / parts
  const power = 10 ** Math.floor(Math.log10(least))
  const step = [1, 2, 5, 10].map((size) => size * power).find((size) => size >= least - 1e-12) ?? power
  return upTo(max, whole ? Math.max(1, step) : step)
}

/** A scale for shares of one: quarters up to the whole, or finer when all of them are small. */
export const shareScale = (max: number): Scale =>
  max > 0.5 ? upTo(1, 0.25) : max > 0.2 ? upTo(0.5, 0.1) : numberScale(Math.max(max, 0.01))

const steps = [1, 2, 5, 10, 15, 30, minute, 2 * minute, 5 * minute, 10 * minute, 15 * minute, 30 * minute]
const hours = [1, 2, 3, 6, 12].map((count) => count * hour)
const days = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((count) => count * day)
const manyHours = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000].map((count) => count * hour)

/**
 * A scale for seconds, by steps that clocks know: 5 minutes, 6 hours, 2 days. `hoursOnly` goes on in hours: a day of
 * business hours is no day.
 */
export function secondsScale(max: number, { hoursOnly = false } = {}): Scale {
  const all = [...steps, ...hours, ...(hoursOnly ? manyHours : days)]
  const least = Math.max(max, 1) / parts
  return upTo(Math.max(max, 1), all.find((step) => step >= least) ?? numberScale(max).ticks[1] ?? max)
}

/** Pixels that the widest of these labels needs beside an axis, in the axis' own type; full-width signs need more. */
export const labelRoom = (labels: readonly string[]): number =>
  Math.max(
    0,
    ...labels.map((label) => [...label].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 12 : 7.5), 0)),
  )

/** Which of so many labels along an axis are written, so that each has room: every n-th, counted from the last. */
export function labelledPlaces(count: number, width: number, room: number): ReadonlySet<number> {
  const step = Math.max(1, Math.ceil((count * room) / Math.max(width, 1)))
  const places = new Set<number>()
  for (let place = count - 1; place >= 0; place -= step) places.add(place)
  return places
}
