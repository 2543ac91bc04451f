import type { Calendar } from './calendar.ts'
import { openHours, type OpenHours, type Span } from './open-hours.ts'
import { DAY_MS, stretches } from './zone.ts'

/** How far ahead an opening is looked for. */
const HORIZON_MS = 50 * 366 * DAY_MS
/** How far ahead a closing is looked for. */
const CLOSING_MS = 366 * DAY_MS

const overlap = (spans: readonly Span[], from: number, to: number): number => {
  let sum = 0
  for (const [start, end] of spans) {
    const part = Math.min(end, to) - Math.max(start, from)
    if (part > 0) sum += part
  }
  return sum
}

/** Open milliseconds between two local times, where the clock on the wall runs evenly. */
const openBetween = (hours: OpenHours, from: number, to: number): number => {
  const [first, last] = [Math.floor(from / DAY_MS), Math.floor(to / DAY_MS)]
  if (first === last) return overlap(hours.on(first).spans, from - first * DAY_MS, to - first * DAY_MS)
  let sum = overlap(hours.on(first).spans, from - first * DAY_MS, DAY_MS)
  for (let day = first + 1; day < last; day += 1) sum += hours.on(day).total
  return sum + overlap(hours.on(last).spans, 0, to - last * DAY_MS)
}

/**
 * Open seconds of a calendar between two moments, exact to the millisecond; 0 when `to` is not after `from`, or when
 * nothing is ever open. A moment counts as open when the wall clock of the calendar's zone stands inside a block: an
 * hour that daylight saving skips counts for nothing, one that it repeats counts twice. A special day replaces the
 * blocks that begin on it; one that began the evening before runs to its end. Blocks that overlap count once.
 */
export const businessSeconds = (calendar: Calendar, from: Date, to: Date): number => {
  const hours = openHours(calendar)
  let sum = 0
  for (const { start, end, offset } of stretches(calendar.timeZone, from.getTime(), to.getTime()))
    sum += openBetween(hours, start + offset, end + offset)
  return sum / 1000
}

/** Open times from a moment on, in order, as moments; none after `from + ahead`. */
function* openFrom(calendar: Calendar, from: number, ahead = HORIZON_MS): Generator<Span> {
  const hours = openHours(calendar)
  // A calendar without weekly hours has nothing to offer after its last special day.
  const until = hours.weekTotal > 0 ? from + ahead : Math.min(from + ahead, (hours.lastSpecial + 3) * DAY_MS)
  for (const { start, end, offset } of stretches(calendar.timeZone, from, until)) {
    const last = Math.floor((end + offset - 1) / DAY_MS)
    for (let day = Math.floor((start + offset) / DAY_MS); day <= last; day += 1) {
      for (const [opens, closes] of hours.on(day).spans) {
        const open = Math.max(start, day * DAY_MS + opens - offset)
        const close = Math.min(end, day * DAY_MS + closes - offset)
        if (open < close) yield [open, close]
      }
    }
  }
}

/** Open times between two moments, each as one, however many midnights it passes. */
export const openTimes = (calendar: Calendar, from: Date, to: Date): { from: Date; to: Date }[] => {
  const found: { from: Date; to: Date }[] = []
  const ahead = to.getTime() - from.getTime()
  if (ahead <= 0) return found
  for (const [start, close] of openFrom(calendar, from.getTime(), ahead)) {
    const last = found.at(-1)
    if (last?.to.getTime() === start) last.to = new Date(close)
    else found.push({ from: new Date(start), to: new Date(close) })
  }
  return found
}

/** True when the calendar is open at a moment. */
export const isOpen = (calendar: Calendar, at: Date): boolean =>
  openFrom(calendar, at.getTime(), 1).next().done === false

/**
 * The first moment from `from` on that is not open, `from` itself if it is closed; undefined when it stays open for more
 * than a year.
 */
export const nextClosing = (calendar: Calendar, from: Date): Date | undefined => {
  let end = from.getTime()
  for (const [start, close] of openFrom(calendar, end, CLOSING_MS)) {
    if (start > end) break
    end = close
  }
  return end < from.getTime() + CLOSING_MS ? new Date(end) : undefined
}

/** The first open moment from `from` on, `from` itself if it is open; undefined when none comes within 50 years. */
export const nextOpening = (calendar: Calendar, from: Date): Date | undefined => {
  for (const [start] of openFrom(calendar, from.getTime())) return new Date(start)
  return undefined
}

/** When a calendar opens again; undefined while it is open, and where it never does within 50 years. */
export const reopening = (calendar: Calendar, now: Date): Date | undefined =>
  isOpen(calendar, now) ? undefined : nextOpening(calendar, now)

/**
 * The first moment by which so many open seconds have passed since `from`; `from` itself for 0 or less. Undefined when
 * that takes more than 50 years: the calendar has no open hours, or too few.
 */
export const addBusinessSeconds = (calendar: Calendar, from: Date, seconds: number): Date | undefined => {
  let left = Math.round(seconds * 1000)
  if (!(left > 0)) return new Date(from)
  for (const [start, end] of openFrom(calendar, from.getTime())) {
    if (left <= end - start) return new Date(start + left)
    left -= end - start
  }
  return undefined
}
