import type Worldwide from 'date-holidays'
import type { Holiday, Holidays } from './calendar.ts'
import { DAY_MS, stretches } from './zone.ts'

/** A country with public holidays, and its parts that have some of their own. Names are those of the package. */
export interface HolidayCountry {
  /** ISO 3166-1: JP. */
  code: string
  name: string
  parts: { code: string; name: string }[]
}

type World = typeof Worldwide

// Both are large, and most processes need neither: loaded when a calendar first names a country.
const loadWorld = async (): Promise<World> => (await import('date-holidays')).default
const loadJapan = async () => (await import('@holiday-jp/holiday_jp')).default

const JAPAN = 'JP'

const remembered = (read: (year: number) => readonly Holiday[]): Holidays => {
  const years = new Map<number, readonly Holiday[]>()
  return (year) => {
    let known = years.get(year)
    if (!known) years.set(year, (known = read(year)))
    return known
  }
}

/** As published by the Cabinet Office, from 1970: with the days that replace a Sunday and those between two holidays. */
const japaneseHolidays = async (): Promise<Holidays> => {
  const holidays: Record<string, { name: string; name_en: string }> = (await loadJapan()).holidays
  const byYear = Map.groupBy(Object.entries(holidays), ([date]) => Number(date.slice(0, 4)))
  return remembered((year) =>
    (byYear.get(year) ?? []).map(([date, { name, name_en: en }]) => ({ date, name: { en, ja: name } })),
  )
}

/** Its days: those whose noon lies within it. Some begin at sunset, some last for days; half a day is none. */
const daysOf = ({ start, end }: { start: Date; end: Date }, timeZone: string): string[] => {
  const [stretch] = stretches(timeZone, start.getTime(), end.getTime())
  const offset = stretch?.offset ?? 0
  const [first, last] = [start.getTime() + offset, end.getTime() + offset]
  const days: string[] = []
  for (let noon = Math.floor(first / DAY_MS) * DAY_MS + DAY_MS / 2; noon < last; noon += DAY_MS)
    if (noon > first) days.push(new Date(noon).toISOString().slice(0, 10))
  return days
}

const NO_HOLIDAYS: Holidays = () => []

const worldHolidays = async (region: string): Promise<Holidays> => {
  const World = await loadWorld()
  const [country = '', part] = region.split('-')
  const { [country]: known } = new World().getCountries()
  if (!known) return NO_HOLIDAYS
  const book = part
    ? new World(country, part, { types: ['public'] })
    : new World(country, { types: ['public'] })
  const [timeZone = 'UTC'] = book.getTimezones()
  return remembered((year) => {
    const found = book
      .getHolidays(year, 'en')
      .flatMap((one) => daysOf(one, timeZone).map((date) => ({ date, name: { en: one.name, ja: one.name } })))
    return [...Map.groupBy(found, ({ date }) => date).values()].flatMap(([first]) => first ?? []).sort(byDate)
  })
}

const byDate = (a: Holiday, b: Holiday): number => (a.date < b.date ? -1 : 1)

const regions = new Map<string, Promise<Holidays>>()

/** The public holidays of a country or a part of one: JP, DE, DE-BY. None where it is not known. */
export const holidaysOf = (region: string): Promise<Holidays> => {
  let known = regions.get(region)
  if (!known) regions.set(region, (known = region === JAPAN ? japaneseHolidays() : worldHolidays(region)))
  return known
}

let countries: Promise<HolidayCountry[]> | undefined

/** Countries whose public holidays are known, by code. */
export const holidayCountries = (): Promise<HolidayCountry[]> => (countries ??= readCountries())

const readCountries = async (): Promise<HolidayCountry[]> => {
  const book = new (await loadWorld())()
  return Object.entries(book.getCountries('en'))
    .map(([code, name]) => ({
      code,
      name,
      // Those of Japan are the same everywhere, and come from elsewhere.
      parts: Object.entries((code !== JAPAN && book.getStates(code)) || {}).map(([part, title]) => ({
        code: `${code}-${part.toUpperCase()}`,
        name: title,
      })),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

/** True for a country, or a part of one, whose public holidays are known. */
export const isRegion = async (region: string): Promise<boolean> =>
  (await holidayCountries()).some(
    ({ code, parts }) => code === region || parts.some((part) => part.code === region),
  )
