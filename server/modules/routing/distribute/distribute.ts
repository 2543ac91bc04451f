import type { Db, Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { giveConversations } from '../../conversations/index.ts'
import type { Place, Why } from '../contract-queues.ts'
import { askDistribution } from './ask.ts'
import { isFree, plan, type Waiting } from './plan.ts'
import {
  dropQueued,
  insertRoutings,
  isAnyQueued,
  lockRouting,
  putTurns,
  queuedRows,
  type QueuedRow,
} from './queries.ts'
import { readScene, type Scene } from './read-scene.ts'

/** What one pass gives away at most, and reads at a time; what is left gets the next one. */
const MOST = 500
const MINUTE_MS = 60_000
/** Who finds a pass under way, or passes over what somebody is changing, looks again after this. */
const SOON_MS = 1000

/** Somebody who is to get a conversation, and why. */
interface Chosen {
  row: QueuedRow
  agentId: string
  why: Why
}

/** Why nobody gets a conversation just now; null where somebody would. */
export const whyNobody = async (db: Db, queued: QueuedRow): Promise<Place['nobody']> => {
  const scene = await readScene(db)
  const waiting = await scene.waiting([queued])
  const [decision] = plan(waiting, scene.holders, scene.linked, db.kernel.clock.now())
  return decision && 'nobody' in decision ? decision.nobody : null
}

/**
 * Gives what waits to people, in one transaction; gives how many were given. One pass of a workspace runs at a time. What
 * people take by hand in the same moment stays theirs.
 */
export const distribute = async (db: WorkspaceDb): Promise<number> => {
  if (!(await isAnyQueued(db))) return 0
  return db.tx(async (tx) => {
    if (!(await lockRouting(tx))) {
      askDistribution(tx, SOON_MS)
      return 0
    }
    const scene = await readScene(tx)
    const { chosen, isMore, next } = await choose(tx, scene)
    const given = await giveConversations(
      tx,
      chosen.map(({ row, agentId }) => ({ conversationId: row.conversationId, agentId })),
    )
    await keep(tx, scene, chosen, new Set(given.map(({ conversationId }) => conversationId)))
    if (isMore) askDistribution(tx)
    else if (given.length < chosen.length) askDistribution(tx, SOON_MS)
    else if (next - tx.now.getTime() < MINUTE_MS) askDistribution(tx, Math.max(1, next - tx.now.getTime()))
    return given.length
  })
}

/** When other teams begin to help with what waits; Infinity where none do, or all do already. */
const nextOverflow = (waiting: readonly Waiting[], now: number): number =>
  Math.min(
    ...waiting
      .map(({ queue, since }) => since.getTime() + (queue.overflowSeconds ?? Infinity) * 1000)
      .filter((at) => at > now),
  )

/**
 * Goes through what waits, a page at a time, until nobody has room, enough is to be given, or nothing is left: what nobody can
 * take keeps nobody behind it waiting.
 */
const choose = async (tx: Tx, scene: Scene): Promise<{ chosen: Chosen[]; isMore: boolean; next: number }> => {
  const chosen: Chosen[] = []
  let [after, next]: [QueuedRow | undefined, number] = [undefined, Infinity]
  while (scene.holders.some(isFree)) {
    const rows = await queuedRows(tx, after, MOST)
    const waiting = await scene.waiting(rows)
    const rowOf = new Map(rows.map((row) => [row.conversationId, row]))
    for (const decision of plan(waiting, scene.holders, scene.linked, tx.now)) {
      const row = rowOf.get(decision.id)
      if (row && 'agentId' in decision) chosen.push({ row, agentId: decision.agentId, why: decision.why })
    }
    next = Math.min(next, nextOverflow(waiting, tx.now.getTime()))
    if (rows.length < MOST) break
    if (chosen.length >= MOST) return { chosen, isMore: true, next }
    after = rows.at(-1)
  }
  return { chosen, isMore: false, next }
}

const keep = async (
  tx: Tx,
  { holders }: Scene,
  chosen: readonly Chosen[],
  given: ReadonlySet<string>,
): Promise<void> => {
  const kept = chosen.filter(({ row }) => given.has(row.conversationId))
  if (kept.length === 0) return
  await insertRoutings(
    tx,
    kept.map(({ row, agentId, why }) => ({ ...row, agentId, why })),
  )
  await dropQueued(tx, [...given])
  const served = new Set(kept.map(({ agentId }) => agentId))
  await putTurns(
    tx,
    holders.filter(({ id }) => served.has(id)).map(({ id, turn }) => ({ agentId: id, turn })),
  )
}
