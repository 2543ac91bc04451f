import { momentOf, wallClock } from '../../../ui/time/wall-clock.ts'

/** A deadline that people mean. */
export interface DueChoice {
  name: 'today' | 'tomorrow' | 'inThreeDays' | 'nextWeek'
  at: number
}

/** The hour at which a day of work ends. */
const evening = 18
const days = { today: 0, tomorrow: 1, inThreeDays: 3, nextWeek: 7 } as const

/** Deadlines to choose from: the evening of today, while there is some of it left, and of days to come. */
export function dueChoices(now: number, timeZone: string): DueChoice[] {
  const { year, month, day } = wallClock(now, timeZone)
  return (Object.keys(days) as DueChoice['name'][])
    .map((name) => ({ name, at: momentOf(year, month, day + days[name], evening, 0, timeZone) }))
    .filter(({ at }) => at > now)
}

/** How a deadline stands: over, today or tomorrow, or later. */
export function dueState(dueAt: string, now: number, timeZone: string): 'over' | 'soon' | 'later' {
  const at = Date.parse(dueAt)
  if (at <= now) return 'over'
  const { year, month, day } = wallClock(now, timeZone)
  return at < momentOf(year, month, day + 2, 0, 0, timeZone) ? 'soon' : 'later'
}
