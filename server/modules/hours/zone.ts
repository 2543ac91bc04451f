/** Time during which a zone keeps the same distance from UTC; all in milliseconds, `end` not included. */
export interface Stretch {
  start: number
  end: number
  /** Local time minus UTC. */
  offset: number
}

interface Change {
  at: number
  offset: number
}

interface Zone {
  format: Intl.DateTimeFormat
  years: Map<number, readonly Change[]>
}

export const DAY_MS = 86_400_000

const zones = new Map<string, Zone>()

const zoneOf = (timeZone: string): Zone => {
  let zone = zones.get(timeZone)
  if (!zone) {
    zone = {
      format: new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' }),
      years: new Map(),
    }
    zones.set(timeZone, zone)
  }
  return zone
}

// "GMT", "GMT+09:00" or, before the zones were tidied, "GMT-00:44:30".
const OFFSET = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/

const readOffset = (format: Intl.DateTimeFormat, at: number): number => {
  const [, sign, hours, minutes, seconds = '0'] = OFFSET.exec(format.format(at)) ?? []
  if (!sign) return 0
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
  return sign === '-' ? -size : size
}

const changeBetween = (format: Intl.DateTimeFormat, early: number, late: number, offset: number): number => {
  let [before, after] = [early, late]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (readOffset(format, middle) === offset) after = middle
    else before = middle
  }
  return after
}

// Since 1970 no zone has changed twice within six days (Boa Vista came closest, in October 2000).
const STEP_MS = 4 * DAY_MS

/** When a UTC year begins. `Date.UTC` takes the years before 100 for those of the last century. */
const startOfYear = (year: number): number => new Date(0).setUTCFullYear(year, 0, 1)

/** The changes of a UTC year, after the offset that it begins with; found once a year and zone, then remembered. */
const changesIn = (zone: Zone, year: number): readonly Change[] => {
  const known = zone.years.get(year)
  if (known) return known
  const [start, end] = [startOfYear(year), startOfYear(year + 1)]
  let offset = readOffset(zone.format, start)
  const changes: Change[] = [{ at: start, offset }]
  for (let at = start; at < end; at += STEP_MS) {
    const last = Math.min(at + STEP_MS, end) - 1
    const next = readOffset(zone.format, last)
    if (next === offset) continue
    changes.push({ at: changeBetween(zone.format, at - 1, last, next), offset: next })
    offset = next
  }
  zone.years.set(year, changes)
  return changes
}

/** The stretches of constant offset that make up the time from one moment to another, in order; made as they are asked for. */
export function* stretches(timeZone: string, from: number, to: number): Generator<Stretch> {
  if (!(from < to)) return
  const zone = zoneOf(timeZone)
  let current: Stretch | undefined
  for (let year = new Date(from).getUTCFullYear(); startOfYear(year) < to; year += 1) {
    for (const { at, offset } of changesIn(zone, year)) {
      if (current && at < to && offset !== current.offset && at > from) {
        yield { ...current, end: at }
        current = { start: at, end: to, offset }
      } else if (!current || at <= from) {
        current = { start: from, end: to, offset }
      }
    }
  }
  if (current) yield current
}

/**
 * The first moment at which the wall clock of a zone shows a time, which is given as if it were UTC's, in milliseconds; where
 * that time is skipped, the moment after the gap.
 */
export const momentOfWall = (timeZone: string, wall: number): Date => {
  // No zone is further than 26 hours from UTC.
  for (const { start, end, offset } of stretches(timeZone, wall - 2 * DAY_MS, wall + 2 * DAY_MS)) {
    const at = Math.max(start, wall - offset)
    if (at < end) return new Date(at)
  }
  throw new RangeError(`${wall} is no time`)
}

/** The first moment of a local day, YYYY-MM-DD; where midnight is skipped, the moment after the gap. */
export const startOfDay = (timeZone: string, date: string): Date =>
  momentOfWall(timeZone, Date.parse(`${date}T00:00:00Z`))

/** The local day of a moment, YYYY-MM-DD. */
export const localDay = (timeZone: string, at: Date): string => {
  const [stretch] = stretches(timeZone, at.getTime(), at.getTime() + 1)
  if (!stretch) throw new RangeError('this is no moment')
  return new Date(at.getTime() + stretch.offset).toISOString().slice(0, 10)
}
