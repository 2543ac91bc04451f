import { invalid } from '../../kernel/errors.ts'
import { isTimeZone } from '../workspace/index.ts'
import { DAY_MINUTES, type Block, type Calendar } from './calendar.ts'
import { toClock } from './clock-time.ts'
import { isRegion } from './holidays.ts'
import { openHours } from './open-hours.ts'

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

const shown = ({ opens, closes }: Block): string => `${toClock(opens)}–${toClock(closes)}`

const checkBlocks = (blocks: readonly Block[], day: string): void => {
  for (const block of blocks) {
    if (block.closes <= block.opens || block.closes - block.opens > DAY_MINUTES)
      throw invalid(
        'hours.block',
        `${day}, ${shown(block)}: the end must come after the beginning, at most 24 hours later. Write 26:00 for two o’clock at night.`,
      )
  }
  const [...sorted] = blocks
  sorted.sort((a, b) => a.opens - b.opens)
  sorted.forEach((block, index) => {
    const next = sorted[index + 1]
    if (next && next.opens < block.closes)
      throw invalid('hours.overlap', `${day}: ${shown(block)} and ${shown(next)} overlap. Join them.`)
  })
}

const lastEnd = (blocks: readonly Block[]): number => Math.max(0, ...blocks.map(({ closes }) => closes))
const firstStart = (blocks: readonly Block[]): number =>
  Math.min(Number.POSITIVE_INFINITY, ...blocks.map(({ opens }) => opens))

/** Throws `invalid`, with the day and what to change, for a calendar that can't be meant; `region`: whose holidays it keeps. */
export const checkCalendar = async (calendar: Calendar, region: string | null): Promise<void> => {
  if (!isTimeZone(calendar.timeZone))
    throw invalid(
      'hours.time-zone',
      `“${calendar.timeZone}” is no known time zone. Use a name like Asia/Tokyo.`,
    )
  if (region !== null && !(await isRegion(region)))
    throw invalid(
      'hours.region',
      `No public holidays are known for “${region}”. Choose a country of the list.`,
    )
  calendar.week.forEach((blocks, index) => {
    const [day, following] = [WEEKDAYS[index] ?? '', WEEKDAYS[(index + 1) % 7] ?? '']
    checkBlocks(blocks, day)
    if (lastEnd(blocks) - DAY_MINUTES > firstStart(calendar.week[(index + 1) % 7] ?? []))
      throw invalid('hours.overlap', `The night of ${day} runs into the hours of ${following}. Shorten one.`)
  })
  const seen = new Set<string>()
  for (const { date, blocks } of calendar.days) {
    if (date < '1990-01-01' || date > '2199-12-31')
      throw invalid('hours.date', `${date} is too far away. Use a day from 1990 to 2199.`)
    if (seen.has(date)) throw invalid('hours.twice', `${date} stands there twice. Keep one of them.`)
    seen.add(date)
    checkBlocks(blocks, date)
  }
  if (openHours(calendar).weekTotal === 0)
    throw invalid(
      'hours.never-open',
      'These hours never open, so that business time would stand still. Add at least one block to the week.',
    )
}
