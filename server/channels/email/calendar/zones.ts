import type { ContentLine } from './content-lines.ts'

/** A wall clock's time, as its numbers in UTC. */
export type Wall = number

/** One rule of a VTIMEZONE: from when on which offset holds, in minutes. */
interface Observance {
  offset: number
  start: Wall
  month?: number
  /** Weekday (0 Sunday) and which of its month: 2 the second, -1 the last. */
  day?: { weekday: number; nth: number }
}

export type Zones = ReadonlyMap<string, Observance[]>

/** `20261125T100000` as numbers; undefined for anything else. */
export const wallOf = (value: string): Wall | undefined => {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d))?Z?$/.exec(value.trim())
  if (!match) return undefined
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((digits) => Number(digits ?? 0))
  const time = new Date(0)
  time.setUTCFullYear(year, month - 1, day)
  time.setUTCHours(hour, minute, second)
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour < 24 && minute < 60
    ? time.getTime()
    : undefined
}

const offsetOf = (value: string): number => {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d\d)(\d\d)/.exec(value.trim()) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

const weekdays = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA']

const ruleOf = (value: string): Pick<Observance, 'month' | 'day'> => {
  const month = /BYMONTH=(\d{1,2})/i.exec(value)?.[1]
  const [, nth = '', day = ''] = /BYDAY=([+-]?\d)(SU|MO|TU|WE|TH|FR|SA)/i.exec(value) ?? []
  return month && day
    ? { month: Number(month), day: { weekday: weekdays.indexOf(day.toUpperCase()), nth: Number(nth) } }
    : {}
}

/** The time zones that a calendar file describes, by their names. */
export const zonesIn = (lines: readonly ContentLine[]): Zones => {
  const zones = new Map<string, Observance[]>()
  let rules: Observance[] | undefined
  let rule: Observance | undefined
  for (const { name, value } of lines) {
    const kind = value.trim().toUpperCase()
    if (name === 'BEGIN' && kind === 'VTIMEZONE') rules = []
    else if (name === 'END' && kind === 'VTIMEZONE') rules = undefined
    else if (!rules) continue
    else if (name === 'TZID') zones.set(value.trim(), rules)
    else if (name === 'BEGIN') rules.push((rule = { offset: 0, start: 0 }))
    else if (name === 'END') rule = undefined
    else if (rule && name === 'TZOFFSETTO') rule.offset = offsetOf(value)
    else if (rule && name === 'DTSTART') rule.start = wallOf(value) ?? 0
    else if (rule && name === 'RRULE') Object.assign(rule, ruleOf(value))
  }
  return zones
}

/** When a rule begins to hold in a year. */
const onset = ({ start, month, day }: Observance, year: number): Wall => {
  if (!month || !day) return start
  const hours = start - Math.floor(start / 86_400_000) * 86_400_000
  const edge = new Date(Date.UTC(year, day.nth > 0 ? month - 1 : month, day.nth > 0 ? 1 : 0))
  const away =
    day.nth > 0
      ? ((day.weekday - edge.getUTCDay() + 7) % 7) + 7 * (day.nth - 1)
      : -((edge.getUTCDay() - day.weekday + 7) % 7) - 7 * (-day.nth - 1)
  return edge.getTime() + away * 86_400_000 + hours
}

const byRules = (wall: Wall, rules: readonly Observance[]): number => {
  const year = new Date(wall).getUTCFullYear()
  const begun = rules
    .flatMap((rule) => [year - 1, year].map((one) => ({ at: onset(rule, one), offset: rule.offset })))
    .filter(({ at }) => at <= wall)
    .toSorted((a, b) => a.at - b.at)
  return begun.at(-1)?.offset ?? rules[0]?.offset ?? 0
}

/** Offset of a place on earth at a wall clock's time; undefined for a name that nobody knows. */
const byPlace = (wall: Wall, place: string): number | undefined => {
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: place, timeZoneName: 'longOffset' })
    const at = (time: number): number => {
      const name = format.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
      return offsetOf(name.slice(3).replace(':', '') || '+0000')
    }
    return at(wall - at(wall) * 60_000)
  } catch {
    return undefined
  }
}

/** Minutes that a zone is ahead of UTC at a wall clock's time. A place's own rules are newer than a file's. */
export const offsetAt = (wall: Wall, zone: string, zones: Zones): number | undefined => {
  const rules = zones.get(zone)
  return (
    (/^[A-Za-z]+\/|^UTC$/.test(zone) ? byPlace(wall, zone) : undefined) ??
    (rules && rules.length > 0 ? byRules(wall, rules) : undefined)
  )
}
