import type { Output } from '../../../api/types.ts'

/** What of a calendar can be changed. */
export type Calendar = Pick<
  Output<'hours.getCalendar'>,
  'name' | 'timeZone' | 'region' | 'week' | 'days' | 'inboxIds' | 'teamIds'
>
export type Block = Calendar['week'][number][number]

const dayMs = 86_400_000
/** A Monday: names of the weekdays come from the days after it. */
const monday = Date.UTC(2024, 0, 1)

/** The weekdays by name, Monday first. */
export const weekdays = (language: string): string[] => {
  const names = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' })
  return [0, 1, 2, 3, 4, 5, 6].map((day) => names.format(monday + day * dayMs))
}

/** Which weekday a date is, Monday is 0. */
export const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

/** Special days in their order. */
export const byDate = (days: Calendar['days']): Calendar['days'] =>
  [...days].sort((a, b) => a.date.localeCompare(b.date))

/** A time of the day as people type it (`９：00`, `9:00`, `900`) as `09:00`; what is no time stays as it is. */
export function normalTime(text: string): string {
  const plain = text.normalize('NFKC').trim()
  const found = /^(\d{1,2}):?(\d{2})$/.exec(plain)
  return found ? `${found[1]?.padStart(2, '0')}:${found[2]}` : plain
}

const minutes = (time: string) => {
  const [hours = 0, rest = 0] = time.split(':').map(Number)
  return hours * 60 + rest
}

/** What is wrong with a day's blocks: a time that is none, an end before its beginning, blocks that overlap. */
export function wrongBlocks(blocks: readonly Block[]): 'time' | 'order' | 'overlap' | undefined {
  const isTime = (time: string, last: number) => {
    const [hours = 99, rest = 99] = /^\d\d:\d\d$/.test(time) ? time.split(':').map(Number) : []
    return hours <= last && rest < 60
  }
  if (!blocks.every(({ opens, closes }) => isTime(opens, 23) && isTime(closes, 47))) return 'time'
  const spans = blocks.map(({ opens, closes }) => [minutes(opens), minutes(closes)] as const)
  if (spans.some(([from, to]) => to <= from || to - from > 24 * 60)) return 'order'
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  return sorted.some(([from], place) => from < (sorted[place - 1]?.[1] ?? 0)) ? 'overlap' : undefined
}

/** The next sensible block of a day: usual hours first, then the hours after the last one. */
export function nextBlock(blocks: readonly Block[]): Block {
  const last = blocks.at(-1)
  if (!last) return { opens: '09:00', closes: '18:00' }
  const from = Math.min(22 * 60, minutes(last.closes) + 60)
  const text = (time: number) =>
    `${String(Math.floor(time / 60)).padStart(2, '0')}:${String(time % 60).padStart(2, '0')}`
  return { opens: text(from), closes: text(from + 60) }
}

/** Monday to Friday, nine to six: what a new calendar begins with. */
export const officeWeek: Calendar['week'] = [0, 1, 2, 3, 4, 5, 6].map((day) =>
  day < 5 ? [nextBlock([])] : [],
)
