import type { Calendars } from '../hours/index.ts'
import { countedIn, momentAfter, type Counting } from './count-time.ts'
import type { ClockKey, ClockRow } from './queries/clocks.ts'
import type { WaitingRow } from './queries/history.ts'
import type { MeasuringPolicy, PolicyRow } from './queries/policies.ts'
import { replay, type Step } from './replay.ts'
import { beginningAt, type Promised, type Stretch, type Wait } from './wait.ts'

const SECONDS: Record<Promised, (policy: PolicyRow) => number | null> = {
  first: ({ firstSeconds }) => firstSeconds,
  next: ({ nextSeconds }) => nextSeconds,
  resolve: ({ resolveSeconds }) => resolveSeconds,
}

/** A message waits for one answer, whether it is the first one or a later one. */
const keyOf = ({ promise, messageId }: ClockKey): string =>
  `${promise === 'resolve' ? 'resolve' : 'answer'} ${messageId}`

/** When something is to be said of a clock: a warning while it goes on, and once that its time is over. */
const nextAt = (
  clock: Pick<ClockRow, 'endedAt' | 'dueAt' | 'warnedAt' | 'breachedAt'>,
  warnAt: Date | undefined,
): Date | null => {
  const { endedAt, dueAt, warnedAt, breachedAt } = clock
  if (breachedAt || !dueAt) return null
  if (endedAt) return dueAt < endedAt ? dueAt : null
  return warnAt && !warnedAt ? warnAt : dueAt
}

/** Stretches as they are kept: once nothing can be added any more, as they counted. */
const kept = (
  stretches: readonly Stretch[],
  counting: Counting,
  endedAt: Date | null,
): ClockRow['stretches'] =>
  endedAt
    ? countedIn(counting, stretches, endedAt).map(({ from, to, seconds }) => [
        from.toISOString(),
        (to ?? endedAt).toISOString(),
        seconds,
      ])
    : stretches.map(({ from, to }) => [from.toISOString(), to?.toISOString() ?? null])

/** What was said of a clock. What ended in time was kept, whatever was said of it before that was known here. */
const saidOf = (
  known: ClockRow | undefined,
  endedAt: Date | null,
  dueAt: Date | null,
): Pick<ClockRow, 'warnedAt' | 'breachedAt' | 'wasTold'> => {
  const { warnedAt = null, breachedAt = null, wasTold = false } = known ?? {}
  const isInTime = endedAt !== null && (dueAt === null || endedAt <= dueAt)
  return isInTime && breachedAt
    ? { warnedAt, breachedAt: null, wasTold: true }
    : { warnedAt, breachedAt, wasTold }
}

/** What a policy measures of a wait: nothing of before it was made, unless all of it was. */
const measuredBy = (wait: Wait, { createdAt }: MeasuringPolicy): Wait =>
  wait.endedAt && wait.endedAt < createdAt ? wait : beginningAt(wait, createdAt)

/** A wait as the clock of a policy; undefined where that promises nothing for it. */
const clockOf = (
  conversationId: string,
  wait: Wait,
  policy: MeasuringPolicy,
  counting: Counting,
  known: ClockRow | undefined,
): ClockRow | undefined => {
  const { promise, messageId, startedAt, endedAt, stretches } = measuredBy(wait, policy)
  const seconds = SECONDS[promise](policy)
  if (seconds === null) return undefined
  const dueAt = momentAfter(counting, stretches, seconds) ?? null
  const warnAt =
    policy.warnPercent === null
      ? undefined
      : momentAfter(counting, stretches, (seconds * policy.warnPercent) / 100)
  const { warnedAt, breachedAt, wasTold } = saidOf(known, endedAt, dueAt)
  return {
    conversationId,
    promise,
    messageId,
    policyId: policy.id,
    seconds,
    businessTime: policy.businessTime,
    startedAt,
    endedAt,
    stretches: kept(stretches, counting, endedAt),
    dueAt,
    nextAt: nextAt({ endedAt, dueAt, warnedAt, breachedAt }, warnAt),
    warnedAt,
    breachedAt,
    wasTold,
  }
}

/** What ended is measured, and stays as it was measured: other policies and calendars change nothing of it. */
const isSettled = ({ endedAt }: ClockRow, wait: Wait): boolean =>
  endedAt !== null && endedAt.getTime() === wait.endedAt?.getTime()

/** A clock on which nobody waits any more, though it was told that its time was over: that stays, and is told once. */
const stopped = (clock: ClockRow, counting: Counting, now: Date): ClockRow => {
  const stretches = clock.stretches.map(([from, to]) => ({
    from: new Date(from),
    to: to === null ? now : new Date(to),
  }))
  return { ...clock, endedAt: now, nextAt: null, stretches: kept(stretches, counting, now) }
}

/** A conversation whose clocks are brought to where it stands. */
export interface Settling {
  row: WaitingRow
  steps: readonly Step[]
  clocks: readonly ClockRow[]
  policy: MeasuringPolicy | undefined
  calendars: Calendars
  /** What had ended before that, without a clock, was promised to nobody. */
  since: Date
  now: Date
}

/** Which clocks of a conversation are to be written, which to be removed, and which stand then. */
export const settleOne = ({ row, steps, clocks, policy, calendars, since, now }: Settling) => {
  const byKey = new Map(clocks.map((clock) => [keyOf(clock), clock]))
  const left = new Set(clocks)
  const drop: ClockRow[] = []
  const countingOf = ({ businessTime }: { businessTime: boolean }): Counting =>
    businessTime ? calendars.of(row) : null
  const put = replay({ ...row, steps }, new Set(policy?.pauses)).flatMap((wait) => {
    const known = byKey.get(keyOf(wait))
    if (known && isSettled(known, wait)) return (left.delete(known), [])
    const isMeasured = known !== undefined || wait.endedAt === null || wait.endedAt >= since
    const clock = policy && isMeasured ? clockOf(row.id, wait, policy, countingOf(policy), known) : undefined
    if (!clock) return []
    if (known) left.delete(known)
    if (known && known.promise !== clock.promise) drop.push(known)
    return JSON.stringify(clock) === JSON.stringify(known) ? [] : [clock]
  })
  // What ended once and is not to be seen any more, since it was erased, stays counted.
  for (const clock of left) {
    if (clock.endedAt) continue
    if (clock.breachedAt || clock.wasTold) put.push(stopped(clock, countingOf(clock), now))
    else drop.push(clock)
  }
  const gone = new Set<ClockRow>(drop)
  const written = new Set(put.map(keyOf))
  return { put, drop, stand: [...clocks.filter((one) => !gone.has(one) && !written.has(keyOf(one))), ...put] }
}
