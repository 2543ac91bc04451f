import type { z } from 'zod'
import type { Block, Calendar } from './calendar.ts'
import { toClock, toMinutes } from './clock-time.ts'
import type { block, calendar } from './contract.ts'

/** A calendar on the wire. */
export type WireCalendar = z.output<typeof calendar>

type WireBlock = z.output<typeof block>

const wireBlocks = (blocks: readonly Block[]): WireBlock[] =>
  blocks.map(({ opens, closes }) => ({ opens: toClock(opens), closes: toClock(closes) }))

const ownBlocks = (blocks: readonly WireBlock[]): Block[] =>
  blocks
    .map(({ opens, closes }) => ({ opens: toMinutes(opens), closes: toMinutes(closes) }))
    .sort((a, b) => a.opens - b.opens)

/** As the API shows it. */
export const toWire = ({ timeZone, week, days }: Calendar): WireCalendar => ({
  timeZone,
  week: week.map(wireBlocks),
  days: days.map((day) => ({ ...day, blocks: wireBlocks(day.blocks) })),
})

/** As the API sent it, put in order. */
export const fromWire = ({ timeZone, week, days }: WireCalendar): Calendar => ({
  timeZone,
  week: week.map(ownBlocks),
  days: days
    .map((day) => ({ ...day, name: day.name.trim(), blocks: ownBlocks(day.blocks) }))
    .sort((a, b) => (a.date < b.date ? -1 : 1)),
})
