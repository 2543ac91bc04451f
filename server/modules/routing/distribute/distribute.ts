import type { Db, Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { listWorkers } from '../../agents/index.ts'
import { giveConversations, heldCounts, offeredRows } from '../../conversations/index.ts'
import { queueRows, type QueueRow } from '../queues/queries.ts'
import { readSettings, weigh } from '../queues/routing-settings.ts'
import { askDistribution, askDistributionAt } from './ask.ts'
import { plan, type Decision, type Holder, type Waiting } from './plan.ts'
import {
  dropQueued,
  insertRoutings,
  isAnyQueued,
  lockRouting,
  putTurns,
  queuedRows,
  turnRows,
  type QueuedRow,
} from './queries.ts'

/** What one pass gives away at most; what is left gets the next one. */
const MOST = 1000
const MINUTE_MS = 60_000

/** What is known of those who wait and of those who could take them. */
const readScene = async (
  db: Db,
  queued: readonly QueuedRow[],
): Promise<{ waiting: Waiting[]; holders: Holder[]; linked: Set<string> }> => {
  const ids = queued.map(({ conversationId }) => conversationId)
  const [queues, offered, workers, turns, settings] = await Promise.all([
    queueRows(db),
    offeredRows(db, ids),
    listWorkers(db),
    turnRows(db),
    readSettings(db),
  ])
  const held = await heldCounts(
    db,
    workers.map(({ id }) => id),
  )
  const channels = new Set([...offered, ...held].map(({ channel }) => channel))
  const weights = new Map(
    await Promise.all(
      [...channels].map(async (channel) => [channel, await weigh(settings, channel)] as const),
    ),
  )
  const weightOf = (channel: string) => weights.get(channel) ?? { points: 1, live: false }
  const loads = new Map<string, { load: number; chatLoad: number }>()
  for (const { agentId, channel, count } of held) {
    const [{ points, live }, sum] = [weightOf(channel), loads.get(agentId) ?? { load: 0, chatLoad: 0 }]
    loads.set(agentId, {
      load: sum.load + points * count,
      chatLoad: sum.chatLoad + (live ? count : 0),
    })
  }
  const turnOf = new Map(turns.map(({ agentId, turn }) => [agentId, turn]))
  const holders = workers.map((worker) => ({
    ...worker,
    capacity: worker.capacity ?? settings.capacity,
    chats: worker.chats ?? settings.chats,
    ...(loads.get(worker.id) ?? { load: 0, chatLoad: 0 }),
    turn: turnOf.get(worker.id) ?? 0,
  }))
  const linked = new Set(workers.flatMap(({ inboxIds }) => [...inboxIds]))
  return { waiting: waitingOf(queued, queues, offered, weightOf), holders, linked }
}

const waitingOf = (
  queued: readonly QueuedRow[],
  queues: readonly QueueRow[],
  offered: Awaited<ReturnType<typeof offeredRows>>,
  weightOf: (channel: string) => { points: number; live: boolean },
): Waiting[] => {
  const queueOf = new Map(queues.map((queue) => [queue.id, queue]))
  const offer = new Map(offered.map((row) => [row.id, row]))
  return queued.flatMap(({ conversationId, queueId, since }) => {
    const [queue, row] = [queueOf.get(queueId), offer.get(conversationId)]
    return queue && row ? [{ ...row, ...weightOf(row.channel), queue, since }] : []
  })
}

/** Why nobody gets a conversation just now; null where somebody would. */
export const whyNobody = async (
  db: Db,
  queued: QueuedRow,
): Promise<Extract<Decision, { nobody: string }>['nobody'] | null> => {
  const { waiting, holders, linked } = await readScene(db, [queued])
  const [decision] = plan(waiting, holders, linked, db.kernel.clock.now())
  return decision && 'nobody' in decision ? decision.nobody : null
}

/**
 * Gives what waits to people, in one transaction; gives how many were given. One pass of a workspace runs at a time. What people take by
 * hand in the same moment stays theirs.
 */
export const distribute = async (db: WorkspaceDb): Promise<number> => {
  if (!(await isAnyQueued(db))) return 0
  return db.tx(async (tx) => {
    await lockRouting(tx)
    const queued = await queuedRows(tx, MOST)
    const { waiting, holders, linked } = await readScene(tx, queued)
    const decisions = plan(waiting, holders, linked, tx.now)
    const chosen = decisions.flatMap((one) =>
      'agentId' in one ? [{ conversationId: one.id, agentId: one.agentId, why: one.why }] : [],
    )
    const given = await giveConversations(tx, chosen)
    await keep(tx, { given, chosen, queued, holders })
    askAgain(tx, waiting, { isFull: queued.length === MOST && given.length > 0 })
    return given.length
  })
}

interface Outcome {
  given: readonly { conversationId: string; agentId: string }[]
  chosen: readonly {
    conversationId: string
    agentId: string
    why: Extract<Decision, { agentId: string }>['why']
  }[]
  queued: readonly QueuedRow[]
  holders: readonly Holder[]
}

const keep = async (tx: Tx, { given, chosen, queued, holders }: Outcome): Promise<void> => {
  if (given.length === 0) return
  const whyOf = new Map(chosen.map(({ conversationId, why }) => [conversationId, why]))
  const rowOf = new Map(queued.map((row) => [row.conversationId, row]))
  const leaving = given.flatMap(({ conversationId, agentId }) => {
    const row = rowOf.get(conversationId)
    return row
      ? [
          {
            conversationId,
            agentId,
            queueId: row.queueId,
            since: row.since,
            why: whyOf.get(conversationId) ?? null,
          },
        ]
      : []
  })
  await insertRoutings(tx, leaving)
  await dropQueued(
    tx,
    given.map(({ conversationId }) => conversationId),
  )
  const served = new Set(given.map(({ agentId }) => agentId))
  await putTurns(
    tx,
    holders.filter(({ id }) => served.has(id)).map(({ id, turn }) => ({ agentId: id, turn })),
  )
}

/** Where a pass was full, or other teams help before the next minute's look. */
const askAgain = (tx: Tx, waiting: readonly Waiting[], { isFull }: { isFull: boolean }): void => {
  if (isFull) askDistribution(tx)
  const moments = waiting.flatMap(({ queue, since }) =>
    queue.overflowSeconds === null ? [] : since.getTime() + queue.overflowSeconds * 1000,
  )
  const next = Math.min(...moments.filter((at) => at > tx.now.getTime()))
  if (next - tx.now.getTime() < MINUTE_MS) askDistributionAt(tx, new Date(next))
}
