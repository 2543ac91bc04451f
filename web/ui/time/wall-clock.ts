/** What a clock on a wall shows; `weekday` 0 is Sunday. */
export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  weekday: number
}

const formatters = new Map<string, Intl.DateTimeFormat>()
const formatterOf = (timeZone: string) => {
  const known = formatters.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  formatters.set(timeZone, made)
  return made
}

/** What the clock on a wall in the time zone shows at a moment. */
export function wallClock(at: number, timeZone: string): WallClock {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day: date = 1, hour = 0, minute = 0 } = parts
  return {
    year,
    month,
    day: date,
    hour,
    minute,
    weekday: new Date(Date.UTC(year, month - 1, date)).getUTCDay(),
  }
}

/** The moment at which a wall clock in the time zone shows a time. In a gap of daylight saving: the time after it. */
export function momentOf(
  year: number,
  month: number,
  date: number,
  hour: number,
  minute: number,
  timeZone: string,
): number {
  const wanted = Date.UTC(year, month - 1, date, hour, minute)
  let at = wanted
  // Twice, since the offset at the first guess may be another than at the answer.
  for (let round = 0; round < 2; round += 1) {
    const shown = wallClock(at, timeZone)
    at += wanted - Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute)
  }
  return at
}

/** The first moment of a day (`2026-11-22`) in a time zone, as an ISO moment; `days` later when given. */
export function startOfDay(day: string, timeZone: string, days = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number)
  return year && month && date
    ? new Date(momentOf(year, month, date + days, 0, 0, timeZone)).toISOString()
    : undefined
}
