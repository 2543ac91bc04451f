import type { Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findConversation } from '../../conversations/index.ts'
import type { Place, Routing } from '../contract-queues.ts'
import { whyNobody } from '../distribute/distribute.ts'
import { placeRow, routingRows } from '../distribute/queries.ts'
import { listQueues } from './list-queues.ts'

const placeOf = async (db: Db, conversationId: string): Promise<Place | null> => {
  const row = await placeRow(db, conversationId)
  if (!row) return null
  const [queues, nobody] = await Promise.all([listQueues(db), whyNobody(db, row)])
  const queue = queues.find(({ id }) => id === row.queueId)
  if (!queue) return null
  const position = row.before + 1
  return {
    queueId: queue.id,
    queue: queue.name,
    since: row.since.toISOString(),
    position,
    expectedSeconds: queue.meanSeconds === null ? null : queue.meanSeconds * position,
    nobody,
  }
}

/** Where a conversation waits, and who got it when, and why. Throws `not-found` where it is out of the caller's sight. */
export const getRouting = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<{ place: Place | null; routings: Routing[] }> => {
  const { id } = await findConversation(db, caller, conversationId)
  const [place, rows] = await Promise.all([placeOf(db, id), routingRows(db, id)])
  return {
    place,
    routings: rows.map(({ since, at, ...row }) => ({
      ...row,
      since: since.toISOString(),
      at: at.toISOString(),
    })),
  }
}
