import type { Random } from './random.ts'
import { day } from './zones.ts'

/** The days that a conversation speaks of, as moments. */
export interface Dates {
  readonly ordered: number
  readonly shipped: number
  readonly due: number
  readonly arrived: number
  readonly next: number
  readonly cutoff: number
  readonly next2: number
}

/**
 * Days around an order in their natural sequence. A `fresh` order is on its way; any other one is a week or two old
 * and was due or has come. `interval` is that of the subscription, in days.
 */
export function createDates(random: Random, openedAt: number, fresh: boolean, interval: number): Dates {
  const ordered = openedAt - (fresh ? random.int(1, 3) : random.int(6, 12)) * day
  const shipped = fresh ? openedAt - random.int(0, 1) * day : ordered + random.int(1, 2) * day
  const next = openedAt + random.int(9, 24) * day
  return {
    ordered,
    shipped: Math.max(shipped, ordered),
    due: fresh ? openedAt + random.int(1, 3) * day : ordered + random.int(4, 5) * day,
    arrived: fresh ? openedAt : openedAt - random.int(0, 2) * day,
    next,
    cutoff: next - 7 * day,
    next2: next + interval * day,
  }
}

/** A day that is promised at a moment: some working days on. */
export function promised(random: Random, at: number, from: number, to: number): number {
  const date = at + random.int(from, to) * day
  const weekday = new Date(date).getUTCDay()
  return date + (weekday === 6 ? 2 : weekday === 0 ? 1 : 0) * day
}
