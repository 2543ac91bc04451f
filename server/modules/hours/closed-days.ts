import type { Calendar } from './calendar.ts'

/** Tells of a local day, YYYY-MM-DD, whether it is closed for once: a special day without hours, or a public holiday. */
export const closedDays = ({
  days,
  holidays,
}: Pick<Calendar, 'days' | 'holidays'>): ((date: string) => boolean) => {
  const special = new Map(days.map(({ date, blocks }) => [date, blocks.length === 0]))
  return (date) =>
    special.get(date) ??
    holidays?.(Number(date.slice(0, 4))).some((holiday) => holiday.date === date) ??
    false
}
