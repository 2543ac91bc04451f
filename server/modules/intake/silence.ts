import { closedDays, localDay, startOfDay, type Calendar } from '../hours/index.ts'

const HOUR_MS = 3600_000
/** No shorter silence is told, however busy an inbox is: providers are late sometimes. */
const SHORTEST_MS = 3 * HOUR_MS
/** An inbox that hears something by chance is silent by chance, too: below this it isn't. */
const UNLIKELY = 0.001
/** Silence of an inbox that hears so little is told after two weeks of looking, or never. */
const LONGEST_HOURS = 14 * 24

/** Weeks that must be known of an inbox before anything is said of its habits. */
const FEWEST_WEEKS = 2
const WEEKS = 8
export const LEARNT_MS = WEEKS * 7 * 24 * HOUR_MS

/**
 * How likely something comes in each hour of the week, Monday midnight first, from how many such hours of the last weeks
 * something came in. One flood counts as one hour; nothing is ever certain (Laplace's rule). Null for a young inbox.
 */
export const usualOf = (
  slots: readonly { slot: number; hours: number; first: Date }[],
  now: Date,
): number[] | null => {
  const first = Math.min(...slots.map((one) => one.first.getTime()))
  const weeks = Math.min(WEEKS, Math.floor((now.getTime() - first) / (7 * 24 * HOUR_MS)))
  if (slots.length === 0 || weeks < FEWEST_WEEKS) return null
  const usual = Array.from({ length: 168 }, () => 0)
  for (const { slot, hours } of slots) usual[slot] = Math.min(hours, weeks) / (weeks + 1)
  return usual
}

/**
 * True when an inbox has heard nothing since a moment although that is next to impossible by its habits. Hours of days on
 * which its calendar is closed for once (holidays) say nothing.
 */
export const isSilent = (
  usual: readonly number[],
  since: Date,
  now: Date,
  { timeZone, ...calendar }: Pick<Calendar, 'timeZone' | 'days' | 'holidays'>,
): boolean => {
  if (now.getTime() - since.getTime() < SHORTEST_MS) return false
  const isClosed = closedDays(calendar)
  let chance = 1
  let at = since.getTime()
  for (let hours = 0; at < now.getTime() && hours < LONGEST_HOURS; hours += 1) {
    const day = localDay(timeZone, new Date(at))
    const midnight = startOfDay(timeZone, day).getTime()
    const hour = Math.floor((at - midnight) / HOUR_MS)
    const end = Math.min(midnight + (hour + 1) * HOUR_MS, now.getTime())
    // Days have 23 to 25 hours; the week begins on Monday.
    const slot = ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) * 24 + Math.min(hour, 23)
    if (!isClosed(day)) chance *= (1 - (usual[slot] ?? 0)) ** ((end - at) / HOUR_MS)
    if (chance < UNLIKELY) return true
    at = end
  }
  return false
}
