import type { Db, Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { promisesMoved, type Moved } from './events.ts'
import { settleJob } from './jobs.ts'
import { unresolvedAfter, type Piece } from './queries/history.ts'

const BATCH = 200

/** Whoever waits now is promised what policies and calendars say from now on. */
export const resettle = (tx: Tx): void =>
  tx.job(settleJob, { after: FIRST_ID }, { key: `sla.settle:${tx.workspaceId}` })

/** A piece of them, from one conversation on. */
export const pieceAfter = async (db: Db, { after, customerIds }: Piece): Promise<Moved> => {
  const conversationIds = await unresolvedAfter(db, { after, customerIds }, BATCH)
  return { conversationIds, next: conversationIds[BATCH - 1] ?? null, customerIds }
}

/**
 * Has the clocks of those who may wait brought to what is promised now, from one conversation on: one piece. The next one is
 * begun when this one has been settled, so that no transaction settles several of them.
 */
export const settleAll = (db: WorkspaceDb, from: Piece): Promise<void> =>
  db.tx(async (tx) => {
    const piece = await pieceAfter(tx, from)
    if (piece.conversationIds.length > 0) tx.announce(promisesMoved(piece))
  })

/** Goes on behind a piece that has been settled. */
export const settleNext = (tx: Tx, { next, customerIds }: Moved): void => {
  if (next) tx.job(settleJob, { after: next, customerIds })
}
