import { isDeepStrictEqual } from 'node:util'
import type { Conditions } from '../../kernel/conditions/index.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { handfuls } from '../../kernel/handfuls.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { keepPromises } from '../conversations/index.ts'
import { readCalendars } from '../hours/index.ts'
import { clocksChanged } from './events.ts'
import { dropClocks, followMessages, holdClocks, putClocks } from './queries/clocks.ts'
import { spokenRows, turnRows, waitingRows, type WaitingRow } from './queries/history.ts'
import { measuringPolicies, type MeasuringPolicy } from './queries/policies.ts'
import { pieceAfter, settleNext } from './settle-all.ts'
import { settleOne } from './settle-one.ts'
import { shownPromise } from './shown-promise.ts'
import { grouped, stepsOf } from './steps.ts'
import { watchNext } from './watch-clocks.ts'

/** So many ids are told to other processes in one piece. */
const MOST_AT_ONCE = 100

/** The first policy that fits each conversation. */
const policiesFor = async (
  tx: Tx,
  conditions: Conditions,
  policies: readonly MeasuringPolicy[],
  ids: readonly string[],
): Promise<(id: string) => MeasuringPolicy | undefined> => {
  const asked = policies.flatMap(({ applies }) => applies ?? [])
  const judged = await conditions.judge(tx, { about: 'conversation', ids, expressions: asked, now: tx.now })
  return (id) => policies.find(({ applies }) => applies === null || judged.holds(asked.indexOf(applies), id))
}

/** What happened. */
export interface Happened {
  /** To which conversations, and when the first of it was. */
  conversations: ReadonlyMap<string, Date>
  /** Among them those between which messages moved: clocks follow these. */
  relinked: readonly string[]
  /** Customers of whom something is other now: what is promised to them may be, too. */
  customerIds: readonly string[]
  /** Policies or calendars are others: also where nothing is promised any more, clocks have to be stopped. */
  moved: boolean
}

/** From when on a wait is measured that has ended without a clock: not from before its policy, nor from before this happened. */
const sinceOf = (
  { conversations }: Happened,
  { id, merged }: WaitingRow,
  policy: MeasuringPolicy | undefined,
  now: Date,
): Date => {
  const moments = [id, ...merged].flatMap((one) => conversations.get(one)?.getTime() ?? [])
  const first = moments.length > 0 ? new Date(Math.min(...moments)) : now
  return policy && policy.createdAt > first ? policy.createdAt : first
}

/** Conversations of the customers of whom something is other: some of them now, the others when these are settled. */
const theirsOf = async (tx: Tx, { customerIds }: Happened): Promise<string[]> => {
  if (customerIds.length === 0) return []
  const piece = await pieceAfter(tx, { after: FIRST_ID, customerIds: [...customerIds] })
  settleNext(tx, piece)
  return piece.conversationIds
}

/** Has clocks follow what was merged where the event that says so is still to come: what was told of is not told of again. */
const followMerged = async (tx: Tx, { relinked }: Happened, rows: readonly WaitingRow[]): Promise<void> => {
  const merged = rows.flatMap((row) => row.merged).filter((id) => !relinked.includes(id))
  if (merged.length > 0) await followMessages(tx, merged)
}

/**
 * Brings the clocks of conversations to where these stand, whatever happened to them: a handful of statements, however many
 * they are. Without policies it is one. Runs in the dispatcher alone, so that nothing is written of a moment before.
 */
export const settleClocks = async (tx: Tx, conditions: Conditions, happened: Happened): Promise<void> => {
  const [policies] = await Promise.all([
    measuringPolicies(tx),
    ...(happened.relinked.length > 0 ? [followMessages(tx, happened.relinked)] : []),
  ])
  if (policies.length === 0 && !happened.moved) return
  const theirs = await theirsOf(tx, happened)
  const named = [...new Set([...happened.conversations.keys(), ...theirs])]
  if (named.length === 0) return
  const rows = await waitingRows(tx, named)
  await followMerged(tx, happened, rows)
  const ids = rows.map(({ id }) => id)
  const [spoken, turns, known, calendars, policyOf] = await Promise.all([
    spokenRows(tx, ids),
    turnRows(tx, ids),
    holdClocks(tx, ids),
    readCalendars(tx),
    policiesFor(tx, conditions, policies, ids),
  ])
  const steps = stepsOf(spoken, turns)
  const clocks = grouped(known, ({ conversationId }) => conversationId)
  const settled = rows.map((row) => {
    const policy = policyOf(row.id)
    return settleOne({
      row,
      steps: steps.get(row.id) ?? [],
      clocks: clocks.get(row.id) ?? [],
      policy,
      calendars,
      since: sinceOf(happened, row, policy, tx.now),
      now: tx.now,
    })
  })
  const put = settled.flatMap((one) => one.put)
  const drop = settled.flatMap((one) => one.drop)
  await Promise.all([dropClocks(tx, drop), putClocks(tx, put)])
  watchNext(tx, put)
  const shown = rows.flatMap((row, index) => {
    const promise = shownPromise(settled[index]?.stand ?? [])
    return isDeepStrictEqual(promise, row.promise) ? [] : [{ conversationId: row.id, promise }]
  })
  await keepPromises(tx, shown)
  const changed = new Set([...put, ...drop, ...shown].map(({ conversationId }) => conversationId))
  for (const conversationIds of handfuls([...changed], () => 1, { size: MOST_AT_ONCE }))
    tx.announce(clocksChanged({ conversationIds }))
}
