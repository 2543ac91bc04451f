/** The public holidays of Japan by their names among the texts. */
export type HolidayName = (typeof fixed)[number][2] | (typeof mondays)[number][2] | Moving

type Moving = 'springEquinox' | 'autumnEquinox' | 'substitute' | 'between'

/** A holiday on its day, `2026-11-23`. */
export interface Holiday {
  date: string
  name: HolidayName
}

// Month, day, name: the law on public holidays (国民の祝日に関する法律) as it stands since 2020.
const fixed = [
  [1, 1, 'newYear'],
  [2, 11, 'foundation'],
  [2, 23, 'emperor'],
  [4, 29, 'showa'],
  [5, 3, 'constitution'],
  [5, 4, 'greenery'],
  [5, 5, 'children'],
  [8, 11, 'mountain'],
  [11, 3, 'culture'],
  [11, 23, 'labour'],
] as const

// Month, which Monday of it, name.
const mondays = [
  [1, 2, 'comingOfAge'],
  [7, 3, 'marine'],
  [9, 3, 'respect'],
  [10, 2, 'sports'],
] as const

const dayMs = 86_400_000
const at = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day)
const isoOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)
const weekday = (moment: number) => new Date(moment).getUTCDay()

const mondayOf = (year: number, month: number, which: number) => {
  const first = weekday(at(year, month, 1))
  return at(year, month, 1 + ((8 - first) % 7) + (which - 1) * 7)
}

/**
 * Day of the month of an equinox, by the approximation in common use for 1980 to 2099 (the government announces each
 * year's days on 1 February of the year before).
 */
const equinox = (year: number, first: number) =>
  Math.floor(first + 0.242194 * (year - 1980)) - Math.floor((year - 1980) / 4)

/**
 * The public holidays of a year in Japan, by date, for 2022 to 2099: with the day off that replaces a holiday on a
 * Sunday (the next day that is none), and the day between two holidays.
 */
export function japaneseHolidays(year: number): Holiday[] {
  const days = new Map<number, HolidayName>([
    ...fixed.map(([month, day, name]) => [at(year, month, day), name] as const),
    ...mondays.map(([month, which, name]) => [mondayOf(year, month, which), name] as const),
    [at(year, 3, equinox(year, 20.8431)), 'springEquinox'],
    [at(year, 9, equinox(year, 23.2488)), 'autumnEquinox'],
  ])
  const named = [...days.keys()].sort((a, b) => a - b)
  for (const day of named) {
    if (weekday(day) === 0) {
      let next = day + dayMs
      while (days.has(next)) next += dayMs
      days.set(next, 'substitute')
    }
  }
  for (const day of named) {
    const between = day + dayMs
    if (named.includes(between + dayMs) && !days.has(between) && weekday(between) !== 0)
      days.set(between, 'between')
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, name]) => ({ date: isoOf(day), name }))
}
