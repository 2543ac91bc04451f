/** In which language and time zone times are written. */
export interface TimeSettings {
  locale: string
  timeZone: string
}

/** Keeps what is dear to make, by name. */
function keeping<T>(): (name: string, make: () => T) => T {
  const kept = new Map<string, T>()
  return (name, make) => {
    const known = kept.get(name)
    if (known) return known
    const made = make()
    kept.set(name, made)
    return made
  }
}

const keepDates = keeping<Intl.DateTimeFormat>()
const keepDays = keeping<Intl.RelativeTimeFormat>()
const keepDurations = keeping<Intl.NumberFormat>()

const formatter = ({ locale, timeZone }: TimeSettings, name: string, options: Intl.DateTimeFormatOptions) =>
  keepDates(`${locale} ${timeZone} ${name}`, () => new Intl.DateTimeFormat(locale, { timeZone, ...options }))

const dayKey = (at: number, settings: TimeSettings) =>
  formatter(settings, 'key', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(at)

const yearOf = (at: number, settings: TimeSettings) =>
  formatter(settings, 'year', { year: 'numeric' }).format(at)

const day = 86_400_000

/** True when both moments fall on one calendar day of the time zone. */
export const sameDay = (a: number, b: number, settings: TimeSettings): boolean =>
  dayKey(a, settings) === dayKey(b, settings)

/** The time of day: 10:42. */
export const timeOfDay = (at: number, settings: TimeSettings): string =>
  formatter(settings, 'time', { hour: 'numeric', minute: '2-digit' }).format(at)

const relativeDay = (days: number, { locale }: TimeSettings) =>
  keepDays(locale, () => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })).format(days, 'day')

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** As short as a list row wants it: the time today, "yesterday", the date this year, else with the year. */
export function shortTime(at: number, now: number, settings: TimeSettings): string {
  if (sameDay(at, now, settings)) return timeOfDay(at, settings)
  if (sameDay(at, now - day, settings)) return capital(relativeDay(-1, settings))
  if (yearOf(at, settings) === yearOf(now, settings)) {
    return formatter(settings, 'date', { month: 'short', day: 'numeric' }).format(at)
  }
  return formatter(settings, 'full-date', { year: 'numeric', month: 'numeric', day: 'numeric' }).format(at)
}

/** Everything, for titles: 2026年11月20日(金) 10:42:05 JST. */
export const exactTime = (at: number, settings: TimeSettings): string =>
  formatter(settings, 'exact', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    weekday: 'short',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  }).format(at)

/** A moment to come or gone, for sentences: the day and the time. */
export function dayAndTime(at: number, now: number, settings: TimeSettings): string {
  const time = timeOfDay(at, settings)
  const near = [0, 1, -1].find((days) => sameDay(at, now + days * day, settings))
  if (near !== undefined) return `${relativeDay(near, settings)} ${time}`
  const year = yearOf(at, settings) === yearOf(now, settings) ? {} : ({ year: 'numeric' } as const)
  const name = `day-${Object.keys(year).length}`
  const date = formatter(settings, name, {
    ...year,
    month: 'short',
    day: 'numeric',
    weekday: 'short',
  }).format(at)
  return `${date} ${time}`
}

/** The name of a day for a separator: today, yesterday, Friday 20 November. */
export function dayName(at: number, now: number, settings: TimeSettings): string {
  const near = [0, -1].find((days) => sameDay(at, now + days * day, settings))
  if (near !== undefined) return capital(relativeDay(near, settings))
  const year = yearOf(at, settings) === yearOf(now, settings) ? {} : ({ year: 'numeric' } as const)
  return formatter(settings, `long-day-${Object.keys(year).length}`, {
    ...year,
    month: 'long',
    day: 'numeric',
    weekday: 'short',
  }).format(at)
}

const units: [Intl.NumberFormatOptions['unit'], number][] = [
  ['day', day],
  ['hour', 3_600_000],
  ['minute', 60_000],
]

/** How long, in its largest unit: 3日, 2時間, 5分; "0分" under a minute. */
export function duration(milliseconds: number, { locale }: TimeSettings): string {
  const [unit, size] = units.find(([, one]) => milliseconds >= one) ?? ['minute', 60_000]
  const amount = Math.max(0, Math.floor(milliseconds / size))
  // Japanese has no short form of its own: its narrow one is "2h".
  const unitDisplay = locale.startsWith('ja') ? 'long' : 'narrow'
  const words = keepDurations(
    `${locale} ${unit}`,
    () => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }),
  )
  return words.format(amount).replace(/\s/g, '')
}
