import { momentOf, wallClock } from '../../../ui/time/wall-clock.ts'

const day = 86_400_000

/** A sensible moment to come back to something. */
export interface LaterChoice {
  name: 'laterToday' | 'thisEvening' | 'tomorrow' | 'monday'
  at: number
}

const morning = 9

/** Moments to come that people mean: in three hours, this evening, tomorrow morning, Monday morning. */
export function laterChoices(now: number, timeZone: string): LaterChoice[] {
  const today = wallClock(now, timeZone)
  const morningIn = (days: number) => {
    const then = new Date(Date.UTC(today.year, today.month - 1, today.day) + days * day)
    return momentOf(then.getUTCFullYear(), then.getUTCMonth() + 1, then.getUTCDate(), morning, 0, timeZone)
  }
  const choices: LaterChoice[] = []
  const evening = momentOf(today.year, today.month, today.day, 18, 0, timeZone)
  if (today.hour < 15)
    choices.push({ name: 'laterToday', at: Math.ceil((now + 3 * 3_600_000) / 900_000) * 900_000 })
  if (today.hour < 16) choices.push({ name: 'thisEvening', at: evening })
  choices.push({ name: 'tomorrow', at: morningIn(1) })
  const toMonday = (8 - today.weekday) % 7 || 7
  if (toMonday > 1) choices.push({ name: 'monday', at: morningIn(toMonday) })
  return choices
}
