import type { Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { findConversation } from '../../conversations/index.ts'
import type { Place, Routing } from '../contract-queues.ts'
import { whyNobody } from '../distribute/distribute.ts'
import { placeRow, routingRows } from '../distribute/queries.ts'
import { lookBack, meanSeconds } from './list-queues.ts'
import { queueStates } from './queries.ts'

const placeOf = async (db: Db, conversationId: string): Promise<Place | null> => {
  const row = await placeRow(db, conversationId)
  if (!row) return null
  const now = db.kernel.clock.now()
  const [[state], nobody] = await Promise.all([
    queueStates(db, lookBack(now), row.queueId),
    whyNobody(db, row),
  ])
  const position = row.before + 1
  const mean = meanSeconds(state, now)
  return {
    queueId: row.queueId,
    queue: row.queue,
    since: row.since.toISOString(),
    position,
    expectedSeconds: mean === null ? null : mean * position,
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
