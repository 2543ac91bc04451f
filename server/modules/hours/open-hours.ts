import { DAY_MINUTES, type Block, type Calendar, type Holidays } from './calendar.ts'
import { DAY_MS } from './zone.ts'

/** Open from one millisecond of a local day to another. */
export type Span = readonly [start: number, end: number]

/** What is open of one local day. */
export interface OpenDay {
  /** In order, apart from each other. */
  spans: readonly Span[]
  total: number
}

const MINUTE_MS = 60_000

const merged = (spans: Span[]): OpenDay => {
  const apart: [number, number][] = []
  for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
    const last = apart.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else if (start < end) apart.push([start, end])
  }
  return { spans: apart, total: apart.reduce((sum, [start, end]) => sum + end - start, 0) }
}

/** A day's own blocks up to midnight, and what the day before left over. */
const openDay = (own: readonly Block[], before: readonly Block[]): OpenDay =>
  merged([
    ...own.map(({ opens, closes }): Span => [opens * MINUTE_MS, Math.min(closes, DAY_MINUTES) * MINUTE_MS]),
    ...before
      .filter(({ closes }) => closes > DAY_MINUTES)
      .map(
        ({ opens, closes }): Span => [
          Math.max(0, opens - DAY_MINUTES) * MINUTE_MS,
          Math.min(closes - DAY_MINUTES, DAY_MINUTES) * MINUTE_MS,
        ],
      ),
  ])

const NONE: readonly Block[] = []

const dayOf = (date: string): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS)

// 1 January 1970 was a Thursday; Monday is 0.
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

const holidayYears = new WeakMap<Holidays, Map<number, ReadonlySet<number>>>()

const isHoliday = (holidays: Holidays, day: number): boolean => {
  let years = holidayYears.get(holidays)
  if (!years) holidayYears.set(holidays, (years = new Map()))
  const year = new Date(day * DAY_MS).getUTCFullYear()
  let days = years.get(year)
  if (!days) years.set(year, (days = new Set(holidays(year).map(({ date }) => dayOf(date)))))
  return days.has(day)
}

/** A calendar made ready: what is open on any local day, days counted from 1 January 1970. */
export class OpenHours {
  readonly calendar: Calendar
  /** The last day that any special day touches. */
  readonly lastSpecial: number
  readonly weekTotal: number
  readonly #week: readonly OpenDay[]
  readonly #own: ReadonlyMap<number, readonly Block[]>
  readonly #special = new Map<number, OpenDay>()

  constructor(calendar: Calendar) {
    this.calendar = calendar
    this.#week = [4, 5, 6, 7, 8, 9, 10].map((day) => openDay(this.#weekly(day), this.#weekly(day - 1)))
    this.weekTotal = this.#week.reduce((sum, day) => sum + day.total, 0)
    this.#own = new Map(calendar.days.map(({ date, blocks }) => [dayOf(date), blocks]))
    this.lastSpecial = Math.max(Number.NEGATIVE_INFINITY, ...this.#own.keys()) + 1
  }

  on(day: number): OpenDay {
    const [own, before] = [this.#differing(day), this.#differing(day - 1)]
    if (!own && !before) return this.#week[weekdayOf(day)] as OpenDay
    let open = this.#special.get(day)
    if (!open) {
      open = openDay(own ?? this.#weekly(day), before ?? this.#weekly(day - 1))
      this.#special.set(day, open)
    }
    return open
  }

  /** The blocks of a day that differs from its week: a special day, or else a holiday, which is closed. */
  #differing(day: number): readonly Block[] | undefined {
    const own = this.#own.get(day)
    if (own) return own
    return this.calendar.holidays && isHoliday(this.calendar.holidays, day) ? NONE : undefined
  }

  #weekly(day: number): readonly Block[] {
    return this.calendar.week[weekdayOf(day)] ?? NONE
  }
}

const ready = new WeakMap<Calendar, OpenHours>()

/** The calendar made ready; done once for each calendar object. */
export const openHours = (calendar: Calendar): OpenHours => {
  let hours = ready.get(calendar)
  if (!hours) {
    hours = new OpenHours(calendar)
    ready.set(calendar, hours)
  }
  return hours
}
