const dayMs = 86_400_000

/** A day some days later, or earlier. */
export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** How many days a span has, both ends counted. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs) + 1

const at = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const utc = { timeZone: 'UTC' } as const

/** As short as an axis wants it: 11/3. */
export const axisDay = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { ...utc, month: 'numeric', day: 'numeric' }).format(at(day))

/** A month for an axis: 2026/11. */
export const axisMonth = (day: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { ...utc, year: '2-digit', month: 'short' }).format(at(day))

const written = (day: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...utc, month: 'short', day: 'numeric', ...options }).format(at(day))

/** A day, or a span of days, in words, with the year. */
export function daysText(from: string, to: string, locale: string): string {
  if (from === to) return written(from, locale, { year: 'numeric', weekday: 'short' })
  const japanese = locale.startsWith('ja')
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  const year = { year: 'numeric' } as const
  const start = written(from, locale, sameYear && !japanese ? {} : year)
  const end = written(to, locale, sameYear && japanese ? {} : year)
  return japanese ? `${start}～${end}` : `${start} – ${end}`
}
