import { addBusinessSeconds, businessSeconds, type Calendar } from '../hours/index.ts'
import type { Stretch } from './wait.ts'

/** How time is counted: by a calendar's open hours, or (null) by the clock. */
export type Counting = Calendar | null

const secondsIn = (counting: Counting, from: Date, to: Date): number =>
  counting ? businessSeconds(counting, from, to) : Math.max(0, to.getTime() - from.getTime()) / 1000

const secondsAfter = (counting: Counting, from: Date, seconds: number): Date | undefined =>
  counting
    ? addBusinessSeconds(counting, from, seconds)
    : new Date(from.getTime() + Math.max(0, Math.round(seconds * 1000)))

/** Seconds of each stretch, of one that goes on until now. */
export const secondsOf = (counting: Counting, stretches: readonly Stretch[], now: Date): number[] =>
  stretches.map(({ from, to }) => secondsIn(counting, from, to ?? now))

/** The moment at which so many seconds have been counted; undefined while nothing is counted any more, or not yet. */
export const momentAfter = (
  counting: Counting,
  stretches: readonly Stretch[],
  seconds: number,
): Date | undefined => {
  let left = seconds
  for (const { from, to } of stretches) {
    if (to === null) return secondsAfter(counting, from, left)
    const counted = secondsIn(counting, from, to)
    if (counted >= left) return secondsAfter(counting, from, left)
    left -= counted
  }
  return undefined
}
