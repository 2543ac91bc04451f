/** A day of the calendar, given as YYYY-MM-DD, with its weekday: 2027/1/1(金), Fri, Jan 1, 2027. */
export function writtenDay(date: string, language: string): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  if (Number.isNaN(at)) return date
  return new Intl.DateTimeFormat(language, {
    year: 'numeric',
    month: language === 'ja' ? 'numeric' : 'short',
    day: 'numeric',
    weekday: 'short',
    timeZone: 'UTC',
  }).format(at)
}
