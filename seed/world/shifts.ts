import { habitsOf, type Habits } from './people.ts'
import { day, hour, midnight, minute, wall } from './zones.ts'

/** Days on which nobody works: Japan's turn of the year, and the American office's three. */
function closed(habits: Habits, at: number): boolean {
  const { month, day: date, weekday } = wall(habits.zone, at)
  if (habits.zone === 'Asia/Tokyo') return (month === 12 && date >= 31) || (month === 1 && date <= 3)
  const thanksgiving = month === 11 && weekday === 4 && date >= 22 && date <= 28
  return thanksgiving || (month === 12 && date === 25) || (month === 1 && date === 1)
}

function shiftOf(habits: Habits, noon: number): { from: number; to: number } | undefined {
  if (!habits.days.includes(wall(habits.zone, noon).weekday) || closed(habits, noon)) return undefined
  const start = midnight(habits.zone, noon)
  return { from: start + habits.from * hour, to: start + habits.to * hour }
}

/**
 * The moment when the agent has worked `minutes` since `at`, counting only the agent's shifts. With 0 minutes: when
 * the agent is next at work.
 */
export function afterWork(agent: string, at: number, minutes: number): number {
  const habits = habitsOf(agent)
  let left = minutes * minute
  let noon = midnight(habits.zone, at) + 12 * hour
  // Nobody is away for longer than the turn of the year.
  for (let i = 0; i < 60; i++, noon += day) {
    const shift = shiftOf(habits, noon)
    if (!shift || shift.to <= at) continue
    const start = Math.max(shift.from, at)
    if (start + left < shift.to) return start + left
    left -= shift.to - start
  }
  return noon
}

/** Time left in the shift that runs at `at`, in milliseconds; 0 when the agent is off. */
export function shiftLeft(agent: string, at: number): number {
  const habits = habitsOf(agent)
  const shift = shiftOf(habits, midnight(habits.zone, at) + 12 * hour)
  return shift && at >= shift.from && at < shift.to ? shift.to - at : 0
}
