import { businessSeconds, type Calendar } from '../hours/index.ts'

/** Seconds from one moment to another, by the calendar and by business hours; 0 if the second is earlier. */
export const durations = (
  calendar: Calendar,
  from: Date,
  to: Date,
): { value: number; businessValue: number } => ({
  value: Math.max(0, to.getTime() - from.getTime()) / 1000,
  businessValue: businessSeconds(calendar, from, to),
})
