import type { Zone } from './types.ts'

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** A moment on the wall clock of a zone. `weekday` 0 is Sunday, `month` 1 is January. */
export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly weekday: number
  readonly hour: number
  readonly minute: number
}

/** Milliseconds of the `nth` Sunday of a month (1-12) at midnight UTC. */
function sunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month - 1, 1)
  return first + ((7 - new Date(first).getUTCDay()) % 7) * day + (nth - 1) * 7 * day
}

/**
 * What to add to UTC, in milliseconds. Japan has no summer time; the United States have it from the second Sunday
 * of March to the first of November, at 2:00 local (Energy Policy Act of 2005). Own rule rather than `Intl`: it is
 * asked hundreds of thousands of times, and must not follow the machine's zone tables.
 */
export function offset(zone: Zone, at: number): number {
  if (zone === 'Asia/Tokyo') return 9 * hour
  const year = new Date(at).getUTCFullYear()
  const summer = at >= sunday(year, 3, 2) + 10 * hour && at < sunday(year, 11, 1) + 9 * hour
  return summer ? -7 * hour : -8 * hour
}

export function wall(zone: Zone, at: number): Wall {
  const local = new Date(at + offset(zone, at))
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    weekday: local.getUTCDay(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
  }
}

/** The moment at which the zone's day that holds `at` began. */
export function midnight(zone: Zone, at: number): number {
  const shift = offset(zone, at)
  return Math.floor((at + shift) / day) * day - shift
}
