import { addBusinessSeconds, businessSeconds, openTimes, type Calendar } from '../hours/index.ts'
import type { Stretch } from './wait.ts'

/** How time is counted: by a calendar's open hours, or (null) by the clock. */
export type Counting = Calendar | null

const secondsIn = (counting: Counting, from: Date, to: Date): number =>
  counting ? businessSeconds(counting, from, to) : Math.max(0, to.getTime() - from.getTime()) / 1000

const secondsAfter = (counting: Counting, from: Date, seconds: number): Date | undefined =>
  counting
    ? addBusinessSeconds(counting, from, seconds)
    : new Date(from.getTime() + Math.max(0, Math.round(seconds * 1000)))

/** A time that counts, and how much of it. */
export interface Counted extends Stretch {
  seconds: number
}

/** More pieces than these explain nothing. */
const MOST_PIECES = 60

const openIn = (calendar: Calendar, { from, to }: Stretch, now: Date): Stretch[] =>
  openTimes(calendar, from, to ?? now).map((open) =>
    to === null && open.to >= now ? { from: open.from, to } : open,
  )

/** What each stretch counts, of one that goes on until now: cut at closing hours where these are what counts. */
export const countedIn = (counting: Counting, stretches: readonly Stretch[], now: Date): Counted[] => {
  const open = counting ? stretches.flatMap((stretch) => openIn(counting, stretch, now)) : stretches
  const shown = open.length > MOST_PIECES ? stretches : open
  return shown.map(({ from, to }) => ({ from, to, seconds: secondsIn(counting, from, to ?? now) }))
}

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
