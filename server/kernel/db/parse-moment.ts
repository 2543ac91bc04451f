import pg from 'pg'

const usual = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ) as (text: string) => Date

const ZERO = 48
const digit = (text: string, at: number): number => text.charCodeAt(at) - ZERO
const two = (text: string, at: number): number => digit(text, at) * 10 + digit(text, at + 1)

/**
 * A moment as PostgreSQL writes it (`2026-11-22 10:00:00.123456+00`), cut to milliseconds as the driver does. Lists are
 * full of them, and the driver's own reading, which knows all their forms, takes three times as long: it is asked for
 * those that are not of this form (other zones, years of five digits, infinity).
 */
export const parseMoment = (text: string): Date => {
  const end = text.length - 3
  if (end < 19 || text[4] !== '-' || text[10] !== ' ' || !text.endsWith('+00')) return usual(text)
  const millisecond = (place: number, worth: number): number => (place < end ? digit(text, place) * worth : 0)
  return new Date(
    Date.UTC(
      two(text, 0) * 100 + two(text, 2),
      two(text, 5) - 1,
      two(text, 8),
      two(text, 11),
      two(text, 14),
      two(text, 17),
      millisecond(20, 100) + millisecond(21, 10) + millisecond(22, 1),
    ),
  )
}
