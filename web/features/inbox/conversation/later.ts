const day = 86_400_000

interface WallClock {
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
function wallClock(at: number, timeZone: string): WallClock {
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

/** A sensible moment to come back to something. */
export interface LaterChoice {
  name: 'laterToday' | 'thisEvening' | 'tomorrow' | 'monday'
  at: number
}

const morning = 9

/** Moments to come that people mean: in three hours, this evening, tomorrow morning, Monday morning. */
export function laterChoices(now: number, timeZone: string): LaterChoice[] {
  const today = wallClock(now, timeZone)
  const morningIn = (days: number) => {
    const then = new Date(Date.UTC(today.year, today.month - 1, today.day) + days * day)
    return momentOf(then.getUTCFullYear(), then.getUTCMonth() + 1, then.getUTCDate(), morning, 0, timeZone)
  }
  const choices: LaterChoice[] = []
  const evening = momentOf(today.year, today.month, today.day, 18, 0, timeZone)
  if (today.hour < 15)
    choices.push({ name: 'laterToday', at: Math.ceil((now + 3 * 3_600_000) / 900_000) * 900_000 })
  if (today.hour < 16) choices.push({ name: 'thisEvening', at: evening })
  choices.push({ name: 'tomorrow', at: morningIn(1) })
  const toMonday = (8 - today.weekday) % 7 || 7
  if (toMonday > 1) choices.push({ name: 'monday', at: morningIn(toMonday) })
  return choices
}
