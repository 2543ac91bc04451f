import type { Conditions } from '../../kernel/conditions/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { readCalendars, type Calendars } from '../hours/index.ts'
import { momentAfter, type Counting } from './count-time.ts'
import { dropClocks, holdClocks, putClocks, takeClocksOf, type ClockRow } from './queries/clocks.ts'
import {
  spokenRows,
  statusRows,
  unresolvedOf,
  waitingRows,
  type SpokenRow,
  type StatusRow,
  type WaitingRow,
} from './queries/history.ts'
import { policyRows, type PolicyRow } from './queries/policies.ts'
import { replay, type Promised, type Step, type Wait } from './replay.ts'
import { watchNext } from './watch-clocks.ts'

const SECONDS: Record<Promised, (policy: PolicyRow) => number | null> = {
  first: ({ firstSeconds }) => firstSeconds,
  next: ({ nextSeconds }) => nextSeconds,
  resolve: ({ resolveSeconds }) => resolveSeconds,
}

const keyOf = ({ promise, messageId }: Pick<ClockRow, 'promise' | 'messageId'>): string =>
  `${promise} ${messageId}`

const grouped = <T extends { conversationId: string }>(rows: readonly T[]): Map<string, T[]> => {
  const found = new Map<string, T[]>()
  for (const row of rows) {
    const group = found.get(row.conversationId)
    if (group) group.push(row)
    else found.set(row.conversationId, [row])
  }
  return found
}

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

/** A wait as the clock of a policy; undefined where that promises nothing for it. */
const clockOf = (
  conversationId: string,
  wait: Wait,
  policy: PolicyRow,
  counting: Counting,
  kept: ClockRow | undefined,
): ClockRow | undefined => {
  const seconds = SECONDS[wait.promise](policy)
  if (seconds === null) return undefined
  const dueAt = momentAfter(counting, wait.stretches, seconds) ?? null
  const warnAt =
    policy.warnPercent === null
      ? undefined
      : momentAfter(counting, wait.stretches, (seconds * policy.warnPercent) / 100)
  const [warnedAt, breachedAt] = [kept?.warnedAt ?? null, kept?.breachedAt ?? null]
  const { startedAt, endedAt } = wait
  return {
    conversationId,
    promise: wait.promise,
    messageId: wait.messageId,
    policyId: policy.id,
    seconds,
    businessTime: policy.businessTime,
    startedAt,
    endedAt,
    stretches: stretchesOf(wait),
    dueAt,
    nextAt: nextAt({ endedAt, dueAt, warnedAt, breachedAt }, warnAt),
    warnedAt,
    breachedAt,
  }
}

const stretchesOf = ({ stretches }: Wait): ClockRow['stretches'] =>
  stretches.map(({ from, to }) => [from.toISOString(), to?.toISOString() ?? null])

/** What ended is measured, and stays as it was measured: other policies and calendars change nothing of it. */
const isSettled = (kept: ClockRow | undefined, wait: Wait): boolean =>
  kept?.endedAt?.getTime() === wait.endedAt?.getTime() &&
  kept?.endedAt !== null &&
  JSON.stringify(kept?.stretches) === JSON.stringify(stretchesOf(wait))

interface Settling {
  row: WaitingRow
  steps: readonly Step[]
  kept: readonly ClockRow[]
  /** Clocks of messages that stood elsewhere, by their keys. */
  moved: ReadonlyMap<string, ClockRow>
  policy: PolicyRow | undefined
  calendars: Calendars
}

/** Which clocks of a conversation are to be written, and which to be removed. */
const settleOne = ({ row, steps, kept, moved, policy, calendars }: Settling) => {
  const before = new Map(kept.map((clock) => [keyOf(clock), clock]))
  const waits = replay({ ...row, steps }, new Set(policy?.pauses))
  const counting = policy?.businessTime ? calendars.of(row) : null
  const put = waits.flatMap((wait) => {
    const known = before.get(keyOf(wait))
    if (known && isSettled(known, wait)) {
      before.delete(keyOf(wait))
      return []
    }
    const earlier = moved.get(keyOf(wait))
    if (earlier && isSettled(earlier, wait)) return [{ ...earlier, conversationId: row.id }]
    const clock = policy && clockOf(row.id, wait, policy, counting, known ?? earlier)
    if (!clock) return []
    before.delete(keyOf(wait))
    return JSON.stringify(clock) === JSON.stringify(known) ? [] : [clock]
  })
  // What ended once and is not to be seen any more, since it was erased, stays counted.
  return { put, drop: [...before.values()].filter(({ endedAt }) => endedAt === null) }
}

/** What was said and set in each conversation, in one order. */
const stepsOf = (spoken: readonly SpokenRow[], statuses: readonly StatusRow[]): Map<string, Step[]> => {
  const steps = [...spoken, ...statuses.map((row) => ({ ...row, kind: 'status' as const }))]
  steps.sort((one, other) => (one.id < other.id ? -1 : 1))
  return grouped(steps as (Step & { conversationId: string })[])
}

/** The first policy that fits each conversation. */
const policiesFor = async (
  tx: Tx,
  conditions: Conditions,
  policies: readonly PolicyRow[],
  ids: readonly string[],
): Promise<(id: string) => PolicyRow | undefined> => {
  const asked = policies.flatMap(({ applies }) => applies ?? [])
  const judged = await conditions.judge(tx, { about: 'conversation', ids, expressions: asked, now: tx.now })
  return (id) => policies.find(({ applies }) => applies === null || judged.holds(asked.indexOf(applies), id))
}

/** To which conversations something happened. */
export interface Happened {
  ids: readonly string[]
  /** Among them those between which messages moved: all of their clocks are others. */
  anew: readonly string[]
  /** Customers of whom something is other now: what is promised to them may be, too. */
  customerIds: readonly string[]
}

/**
 * Brings the clocks of conversations to where these stand, whatever happened to them: a handful of statements, however many
 * they are. Without policies it is one. Runs in the dispatcher alone, so that nothing is written of a moment before.
 */
export const settleClocks = async (tx: Tx, conditions: Conditions, happened: Happened): Promise<void> => {
  const taken = happened.anew.length > 0 ? await takeClocksOf(tx, happened.anew) : []
  const moved = new Map(taken.map((clock) => [keyOf(clock), clock]))
  const policies = await policyRows(tx)
  if (policies.length === 0) return
  const theirs = happened.customerIds.length > 0 ? await unresolvedOf(tx, happened.customerIds) : []
  const ids = [...new Set([...happened.ids, ...theirs])]
  if (ids.length === 0) return
  const [rows, spoken, statuses, kept, calendars, policyOf] = await Promise.all([
    waitingRows(tx, ids),
    spokenRows(tx, ids),
    statusRows(tx, ids),
    holdClocks(tx, ids),
    readCalendars(tx),
    policiesFor(tx, conditions, policies, ids),
  ])
  const steps = stepsOf(spoken, statuses)
  const clocks = grouped(kept)
  const settled = rows.map((row) =>
    settleOne({
      row,
      steps: steps.get(row.id) ?? [],
      kept: clocks.get(row.id) ?? [],
      moved,
      policy: policyOf(row.id),
      calendars,
    }),
  )
  const put = settled.flatMap((one) => one.put)
  await Promise.all([
    putClocks(tx, put),
    dropClocks(
      tx,
      settled.flatMap((one) => one.drop),
    ),
  ])
  watchNext(tx, put)
}
