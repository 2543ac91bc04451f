import { type ContentLine, contentLines, textOf } from './content-lines.ts'
import { offsetAt, type Wall, wallOf, type Zones, zonesIn } from './zones.ts'

/** A moment of a calendar. `day`: no time was meant. `floating`: the same wall clock wherever one is. */
export interface EventTime {
  /** `2026-11-25`, `2026-11-25T10:00+09:00`, or without an offset where nobody knows it. */
  iso: string
  kind: 'moment' | 'day' | 'floating'
}

/** What an invitation says. */
export interface CalendarEvent {
  /** `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH`; empty where none is said. */
  method: string
  summary: string
  start?: EventTime
  /** For days: the last one. */
  end?: EventTime
  where: string
  organizer: string
  /** What somebody answered: `ACCEPTED`, `DECLINED`, `TENTATIVE`. */
  answer?: string
  repeats: boolean
}

const isoOf = (wall: Wall): string => new Date(wall).toISOString().slice(0, 16)
const signed = (minutes: number): string => {
  const all = Math.abs(minutes)
  const two = (count: number) => String(count).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(all / 60))}:${two(all % 60)}`
}

interface Placed {
  wall: Wall
  zone: string
  day: boolean
  utc: boolean
}

const placed = (line: ContentLine | undefined): Placed | undefined => {
  const wall = line && wallOf(line.value)
  if (wall === undefined || !line) return undefined
  return {
    wall,
    zone: line.params.get('TZID') ?? '',
    day: line.params.get('VALUE')?.toUpperCase() === 'DATE' || !line.value.includes('T'),
    utc: line.value.trim().endsWith('Z'),
  }
}

const timeOf = ({ wall, zone, day, utc }: Placed, zones: Zones): EventTime => {
  if (day) return { iso: isoOf(wall).slice(0, 10), kind: 'day' }
  const offset = utc ? 0 : offsetAt(wall, zone, zones)
  if (offset === undefined) return { iso: isoOf(wall), kind: 'floating' }
  return { iso: `${isoOf(wall)}${utc ? 'Z' : signed(offset)}`, kind: 'moment' }
}

/** Milliseconds of `P1DT2H30M`; 0 for anything else. */
const durationOf = (value: string): number => {
  const [, weeks, days, hours, minutes] =
    /^\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:\d{1,5}S)?)?$/i.exec(
      value.trim(),
    ) ?? []
  const n = (digits: string | undefined) => Number(digits ?? 0)
  return ((n(weeks) * 7 + n(days)) * 1440 + n(hours) * 60 + n(minutes)) * 60_000
}

const endOf = (start: Placed | undefined, fields: ReadonlyMap<string, ContentLine>): Placed | undefined => {
  const duration = durationOf(fields.get('DURATION')?.value ?? '')
  const end =
    placed(fields.get('DTEND')) ??
    (start && duration > 0 ? { ...start, wall: start.wall + duration } : undefined)
  // The day that is named is the first one that does not belong to it any more.
  if (end?.day) return { ...end, wall: Math.max(end.wall - 86_400_000, start?.wall ?? 0) }
  return end
}

const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)

const personOf = (line: ContentLine | undefined): string => {
  if (!line) return ''
  const address = line.value.trim().replace(/^mailto:/i, '')
  const name = line.params.get('CN')?.trim() ?? ''
  return oneLine(name && name !== address ? `${name} <${address}>` : address)
}

/** The first event's own fields: those of its alarms belong to no event. */
const fieldsOf = (lines: readonly ContentLine[]): Map<string, ContentLine> => {
  const fields = new Map<string, ContentLine>()
  const open: string[] = []
  for (const line of lines) {
    const kind = line.value.trim().toUpperCase()
    if (line.name === 'BEGIN') open.push(kind)
    else if (line.name === 'END') {
      open.pop()
      if (kind === 'VEVENT' || kind === 'VTODO') break
    } else if (/^V(?:EVENT|TODO)$/.test(open.at(-1) ?? '') && !fields.has(line.name))
      fields.set(line.name, line)
  }
  return fields
}

/** Reads the first event of a calendar file (RFC 5545, RFC 5546); undefined where there is none. Never throws. */
export const readEvent = (text: string, declaredMethod = ''): CalendarEvent | undefined => {
  const lines = contentLines(text)
  const fields = fieldsOf(lines)
  if (fields.size === 0) return undefined
  const zones = zonesIn(lines)
  const start = placed(fields.get('DTSTART'))
  const end = endOf(start, fields)
  const method = lines.find(({ name }) => name === 'METHOD')?.value ?? declaredMethod
  const answer = fields.get('ATTENDEE')?.params.get('PARTSTAT')?.toUpperCase()
  const field = (name: string) => oneLine(textOf(fields.get(name)?.value ?? ''))
  return {
    method: oneLine(method).toUpperCase().slice(0, 20),
    summary: field('SUMMARY'),
    ...(start ? { start: timeOf(start, zones) } : {}),
    ...(end ? { end: timeOf(end, zones) } : {}),
    where: field('LOCATION'),
    organizer: personOf(fields.get('ORGANIZER')),
    ...(/^REPLY$/i.test(method.trim()) && answer ? { answer: oneLine(answer) } : {}),
    repeats: fields.has('RRULE'),
  }
}
