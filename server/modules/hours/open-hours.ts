import { DAY_MINUTES, type Block, type Calendar } from './calendar.ts'
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

/** A calendar made ready: what is open on any local day, days counted from 1 January 1970. */
export class OpenHours {
  readonly calendar: Calendar
  /** The last day that any special day touches; what follows is the plain week. */
  readonly lastSpecial: number
  readonly #week: readonly OpenDay[]
  readonly #special = new Map<number, OpenDay>()
  readonly weekTotal: number

  constructor(calendar: Calendar) {
    this.calendar = calendar
    const weekly = (day: number): readonly Block[] => calendar.week[weekdayOf(day)] ?? []
    this.#week = [4, 5, 6, 7, 8, 9, 10].map((day) => openDay(weekly(day), weekly(day - 1)))
    this.weekTotal = this.#week.reduce((sum, day) => sum + day.total, 0)
    const own = new Map(
      calendar.days.map(({ date, blocks }) => [Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS), blocks]),
    )
    const blocksOf = (day: number): readonly Block[] => own.get(day) ?? weekly(day)
    for (const day of own.keys()) {
      for (const touched of [day, day + 1])
        this.#special.set(touched, openDay(blocksOf(touched), blocksOf(touched - 1)))
    }
    this.lastSpecial = Math.max(Number.NEGATIVE_INFINITY, ...this.#special.keys())
  }

  on(day: number): OpenDay {
    return (
      (this.#special.size > 0 ? this.#special.get(day) : undefined) ?? (this.#week[weekdayOf(day)] as OpenDay)
    )
  }
}

// 1 January 1970 was a Thursday; Monday is 0.
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7

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
