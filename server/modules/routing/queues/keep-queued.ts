import type { Conditions } from '../../../kernel/conditions/index.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { heldBy, unheldOf, unheldRows, type UnheldRow } from '../../conversations/index.ts'
import { askDistribution } from '../distribute/ask.ts'
import { dropQueued, holdQueued, insertRoutings, putQueued, type QueuedRow } from '../distribute/queries.ts'
import { queueRows, type QueueRow } from './queries.ts'

/** The first comes first. */
const PRIORITIES = ['urgent', 'high', 'normal', 'low']

/** To which conversations something happened, and to those of which customers. */
export interface Happened {
  ids: readonly string[]
  customerIds: readonly string[]
  /** Somebody may hold less than before. */
  frees: boolean
}

const isSame = (one: QueuedRow | undefined, other: QueuedRow): boolean =>
  one?.queueId === other.queueId &&
  one.since.getTime() === other.since.getTime() &&
  one.rank === other.rank &&
  one.pinned === other.pinned

/** The first queue that fits each conversation, or the one into which it was put, and whether it comes before all others there. */
export const placesFor = async (
  tx: Tx,
  conditions: Conditions,
  queues: readonly QueueRow[],
  rows: readonly UnheldRow[],
  pins: ReadonlyMap<string, string>,
): Promise<QueuedRow[]> => {
  if (rows.length === 0) return []
  const asked = queues.flatMap(({ applies, urgent }) => [applies, urgent].filter((one) => one !== null))
  const ids = rows.map(({ id }) => id)
  const judged = await conditions.judge(tx, { about: 'conversation', ids, expressions: asked, now: tx.now })
  const holds = (expression: QueueRow['applies'], id: string): boolean =>
    expression !== null && judged.holds(asked.indexOf(expression), id)
  return rows.flatMap(({ id, waitingSince, priority }) => {
    const pinned = queues.find((one) => one.id === pins.get(id))
    const queue = pinned ?? queues.find(({ applies }) => applies === null || holds(applies, id))
    return queue
      ? [
          {
            conversationId: id,
            queueId: queue.id,
            since: waitingSince,
            rank: (holds(queue.urgent, id) ? 0 : PRIORITIES.length) + PRIORITIES.indexOf(priority),
            pinned: pinned !== undefined,
          },
        ]
      : []
  })
}

/**
 * Brings what waits in queues to where the conversations stand, whatever happened to them: a handful of statements, however many
 * they are; without queues it is one. Runs in the dispatcher.
 */
export const keepQueued = async (tx: Tx, conditions: Conditions, happened: Happened): Promise<void> => {
  const queues = await queueRows(tx)
  if (queues.length === 0) return
  const theirs = happened.customerIds.length > 0 ? await unheldOf(tx, happened.customerIds) : []
  const ids = [...new Set([...happened.ids, ...theirs])]
  if (ids.length === 0) return
  // In this order: what a pass gives away meanwhile is waited for, and then seen as given.
  const kept = await holdQueued(tx, ids)
  const rows = await unheldRows(tx, ids)
  const pins = kept.filter(({ pinned }) => pinned).map((row) => [row.conversationId, row.queueId] as const)
  const places = await placesFor(tx, conditions, queues, rows, new Map(pins))
  const before = new Map(kept.map((row) => [row.conversationId, row]))
  const put = places.filter((row) => !isSame(before.get(row.conversationId), row))
  const waits = new Set(places.map(({ conversationId }) => conversationId))
  const left = kept.filter(({ conversationId }) => !waits.has(conversationId))
  if (put.length > 0) await putQueued(tx, put)
  if (left.length > 0) await leave(tx, left)
  if (put.length > 0 || happened.frees) askDistribution(tx)
}

/** Who waits no more was taken by hand, or needs nobody. */
const leave = async (tx: Tx, left: readonly QueuedRow[]): Promise<void> => {
  const ids = left.map(({ conversationId }) => conversationId)
  const holders = await heldBy(tx, ids)
  await insertRoutings(
    tx,
    left.map((row) => ({ ...row, agentId: holders.get(row.conversationId) ?? null, why: null })),
  )
  await dropQueued(tx, ids)
}
