import type { Db } from '../../../kernel/db/index.ts'
import { listWorkers, skillRows, type Worker } from '../../agents/index.ts'
import type { Queue } from '../contract-queues.ts'
import { queueRows, queueStates, type QueueRow, type QueueState } from './queries.ts'

/** Leaves of the last two hours tell how fast a queue moves. */
const LOOK_BACK_MS = 7_200_000

/** From when on leaves tell how fast a queue moves. */
export const lookBack = (now: Date): Date => new Date(now.getTime() - LOOK_BACK_MS)

/** What of a queue can't work: nobody serves it, or nobody of them has what is asked for. */
const warningsOf = (
  queue: QueueRow,
  workers: readonly Worker[],
  skillIds: ReadonlySet<string>,
): Queue['warnings'] => {
  const own =
    queue.teamIds.length === 0
      ? workers
      : workers.filter(({ teamIds }) => queue.teamIds.some((teamId) => teamIds.has(teamId)))
  if (own.length === 0) return [{ kind: 'nobody-serves', skillId: null }]
  return queue.skills.flatMap(({ skillId, level, must }): Queue['warnings'] => {
    if (!skillIds.has(skillId)) return [{ kind: 'skill-gone', skillId }]
    return must && !own.some(({ skills }) => (skills.get(skillId) ?? 0) >= level)
      ? [{ kind: 'nobody-skilled', skillId }]
      : []
  })
}

/**
 * Mean seconds from one leave to the next, of the last twenty until now: many in one moment count as a rush, and a queue that
 * stands still grows slower. null where too few left.
 */
export const meanSeconds = (state: QueueState | undefined, now: Date): number | null =>
  !state?.leftSince || state.leaves < 2
    ? null
    : Math.round((now.getTime() - state.leftSince.getTime()) / 1000 / state.leaves)

/** All queues with what waits in them, how fast they move, and what of them can't work. */
export const listQueues = async (db: Db): Promise<Queue[]> => {
  const now = db.kernel.clock.now()
  const [rows, states, workers, skills] = await Promise.all([
    queueRows(db),
    queueStates(db, lookBack(now)),
    listWorkers(db),
    skillRows(db),
  ])
  const stateOf = new Map(states.map((state) => [state.queueId, state]))
  const skillIds = new Set(skills.map(({ id }) => id))
  return rows.map((row) => {
    const state = stateOf.get(row.id)
    return {
      ...row,
      waiting: state?.waiting ?? 0,
      oldestSince: state?.oldestSince?.toISOString() ?? null,
      meanSeconds: meanSeconds(state, now),
      warnings: warningsOf(row, workers, skillIds),
    }
  })
}
