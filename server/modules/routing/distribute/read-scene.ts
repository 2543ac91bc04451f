import type { Db } from '../../../kernel/db/index.ts'
import { listWorkers } from '../../agents/index.ts'
import { heldCounts, offeredRows } from '../../conversations/index.ts'
import { inboxesWithTeams } from '../../inboxes/index.ts'
import { queueRows } from '../queues/queries.ts'
import { readSettings, weigh } from '../queues/routing-settings.ts'
import type { Holder, Waiting } from './plan.ts'
import { turnRows, type QueuedRow } from './queries.ts'

/** Who could take something with what they hold, and how what waits is looked at. */
export interface Scene {
  holders: Holder[]
  /** Inboxes that are linked to a team. */
  linked: ReadonlySet<string>
  /** What decides who gets them, of those that wait still. */
  waiting(queued: readonly QueuedRow[]): Promise<Waiting[]>
}

/** What people hold, by the points of each channel. */
const loadsOf = async (
  counts: Awaited<ReturnType<typeof heldCounts>>,
  weightOf: (channel: string) => ReturnType<typeof weigh>,
): Promise<Map<string, { load: number; chatLoad: number }>> => {
  const loads = new Map<string, { load: number; chatLoad: number }>()
  for (const { agentId, channel, count } of counts) {
    const [{ points, live }, sum] = [await weightOf(channel), loads.get(agentId) ?? { load: 0, chatLoad: 0 }]
    loads.set(agentId, { load: sum.load + points * count, chatLoad: sum.chatLoad + (live ? count : 0) })
  }
  return loads
}

/** Reads it: people once, what waits as far as it is asked for. */
export const readScene = async (db: Db): Promise<Scene> => {
  const [queues, workers, turns, settings, linked] = await Promise.all([
    queueRows(db),
    listWorkers(db),
    turnRows(db),
    readSettings(db),
    inboxesWithTeams(db),
  ])
  const weightOf = (channel: string) => weigh(settings, channel)
  const here = workers.filter((worker) => worker.here)
  const counts = await heldCounts(
    db,
    here.map(({ id }) => id),
  )
  const loads = await loadsOf(counts, weightOf)
  const turnOf = new Map(turns.map(({ agentId, turn }) => [agentId, turn]))
  const queueOf = new Map(queues.map((queue) => [queue.id, queue]))
  return {
    linked: new Set(linked),
    holders: here.map((worker) => ({
      ...worker,
      capacity: worker.capacity ?? settings.capacity,
      chats: worker.chats ?? settings.chats,
      ...(loads.get(worker.id) ?? { load: 0, chatLoad: 0 }),
      turn: turnOf.get(worker.id) ?? 0,
    })),
    async waiting(queued) {
      const ids = queued.map(({ conversationId }) => conversationId)
      const asks = { lastAgent: queued.some(({ queueId }) => queueOf.get(queueId)?.lastAgent) }
      const offered = new Map((await offeredRows(db, ids, asks)).map((row) => [row.id, row]))
      const found = await Promise.all(
        queued.map(async ({ conversationId, queueId, since }) => {
          const [queue, row] = [queueOf.get(queueId), offered.get(conversationId)]
          return queue && row ? [{ ...row, ...(await weightOf(row.channel)), queue, since }] : []
        }),
      )
      return found.flat()
    },
  }
}
