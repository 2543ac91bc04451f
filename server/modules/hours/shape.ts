import type { z } from 'zod'
import type { Block, Calendar } from './calendar.ts'
import { isOpen, nextClosing, nextOpening } from './business-time.ts'
import { toClock, toMinutes } from './clock-time.ts'
import type { block, calendar, calendarBody, calendarLine } from './contract.ts'
import { holidaysOf } from './holidays.ts'
import type { CalendarRow, KeptBlocks, KeptCalendar } from './queries.ts'

/** A calendar as it is sent. */
export type CalendarInput = z.output<typeof calendarBody>

/** What one is replaced by: who goes by it stays where it is left out. */
export type CalendarChange = Omit<CalendarInput, 'inboxIds' | 'teamIds'> &
  Partial<Pick<CalendarInput, 'inboxIds' | 'teamIds'>>

type WireBlock = z.output<typeof block>
type WireLine = z.output<typeof calendarLine>

const toBlocks = (kept: KeptBlocks): Block[] => kept.map(([opens, closes]) => ({ opens, closes }))

/** A calendar as it is counted by. */
export const toCalendar = async ({
  timeZone,
  week,
  days,
  region,
}: Omit<KeptCalendar, 'id' | 'name'>): Promise<Calendar> => ({
  timeZone,
  week: week.map(toBlocks),
  days: days.map((day) => ({ ...day, blocks: toBlocks(day.blocks) })),
  holidays: region === null ? undefined : await holidaysOf(region),
})

const toKept = (blocks: readonly WireBlock[]): KeptBlocks =>
  blocks
    .map(({ opens, closes }): KeptBlocks[number] => [toMinutes(opens), toMinutes(closes)])
    .sort(([a], [b]) => a - b)

/** As it is kept, put in order. */
export const fromInput = (
  id: string,
  { name, timeZone, region, week, days }: CalendarChange,
): KeptCalendar => ({
  id,
  name: name.trim(),
  timeZone,
  region,
  week: week.map(toKept),
  days: days
    .map((day) => ({ ...day, name: day.name.trim(), blocks: toKept(day.blocks) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1)),
})

const wireBlocks = (kept: KeptBlocks): WireBlock[] =>
  kept.map(([opens, closes]) => ({ opens: toClock(opens), closes: toClock(closes) }))

const wireDays = ({ days }: CalendarRow) => days.map((day) => ({ ...day, blocks: wireBlocks(day.blocks) }))

/** As a list shows it, with whether it is open. */
export const toLine = async (row: CalendarRow, now: Date): Promise<WireLine> => {
  const counted = await toCalendar(row)
  const open = isOpen(counted, now)
  const changes = open ? nextClosing(counted, now) : nextOpening(counted, now)
  const { days: _days, ...line } = row
  return { ...line, week: row.week.map(wireBlocks), open, changesAt: changes?.toISOString() ?? null }
}

/** As the API shows one calendar. */
export const toWire = async (row: CalendarRow, now: Date): Promise<z.output<typeof calendar>> => ({
  ...(await toLine(row, now)),
  days: wireDays(row),
})

/** What the audit log keeps of one: what people set. */
export const toAudit = (row: CalendarRow) => {
  const { name, timeZone, region, inboxIds, teamIds } = row
  return { name, timeZone, region, week: row.week.map(wireBlocks), days: wireDays(row), inboxIds, teamIds }
}
