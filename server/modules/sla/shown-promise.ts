import type { Conversation } from '../conversations/contract.ts'
import type { ClockRow } from './queries/clocks.ts'

const DUE_NEVER = Number.POSITIVE_INFINITY

/** When a clock's time is over; where that was told, it stays over, whatever is promised since. */
const overAt = ({ breachedAt, dueAt }: ClockRow): Date | null => breachedAt ?? dueAt

const rank = (clock: ClockRow): number => overAt(clock)?.getTime() ?? DUE_NEVER

/** From when on a time is nearly over: when it was said, or is going to be. */
const soonAt = ({ warnedAt, nextAt, dueAt }: ClockRow): Date | null =>
  warnedAt ?? (nextAt && dueAt && nextAt < dueAt ? nextAt : null)

/** What lists show of a conversation's clocks: of those on which somebody waits, the one that is over first. */
export const shownPromise = (clocks: readonly ClockRow[]): Conversation['promise'] => {
  const [first] = clocks.filter(({ endedAt }) => endedAt === null).toSorted((a, b) => rank(a) - rank(b) || 0)
  return first
    ? {
        kind: first.promise,
        dueAt: overAt(first)?.toISOString() ?? null,
        soonAt: soonAt(first)?.toISOString() ?? null,
      }
    : null
}
