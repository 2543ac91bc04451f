import { isOpen, nextOpening, type Calendar } from '../../hours/index.ts'

/** When nobody is to be disturbed: never, between two times of the day, or outside of their calendar's hours. */
export interface Quiet {
  kind: 'none' | 'hours' | 'calendar'
  /** Minutes from midnight; of `hours` alone. `to` may lie before `from`: it is the next day's. */
  from: number
  to: number
}

const DAY = 1440
const WEEK = [1, 2, 3, 4, 5, 6, 7]

/** When somebody may be told who is not to be disturbed between two times of the day. */
const openOutside = ({ from, to }: Quiet, timeZone: string): Calendar => {
  const block = { opens: to, closes: from > to ? from : from + DAY }
  return { timeZone, week: WEEK.map(() => [block]), days: [] }
}

/** When a time of the day comes next, after a moment. */
export const nextAt = (minute: number, timeZone: string, after: Date): Date => {
  const daily: Calendar = {
    timeZone,
    week: WEEK.map(() => [{ opens: minute, closes: minute + 1 }]),
    days: [],
  }
  // Not the minute in which we are.
  return nextOpening(daily, new Date(after.getTime() + 60_000)) ?? after
}

/**
 * Until when somebody is not to be disturbed; null where they may be told now. `calendars`: those by which the person works;
 * one that is open is enough. One that never opens again disturbs nobody for ever: it is as if there were none.
 */
export const quietUntil = (
  quiet: Quiet,
  { timeZone, calendars }: { timeZone: string; calendars: readonly Calendar[] },
  now: Date,
): Date | null => {
  if (quiet.kind === 'none') return null
  const open = quiet.kind === 'hours' ? [openOutside(quiet, timeZone)] : calendars
  if (open.length === 0 || open.some((calendar) => isOpen(calendar, now))) return null
  const moments = open.flatMap((calendar) => nextOpening(calendar, now)?.getTime() ?? [])
  return moments.length === 0 ? null : new Date(Math.min(...moments))
}
