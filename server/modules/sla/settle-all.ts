import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import { promisesMoved } from './events.ts'
import { settleJob } from './jobs.ts'
import { unresolvedAfter } from './queries/history.ts'

const BATCH = 200

/** Whoever waits now is promised what policies and calendars say from now on. */
export const resettle = (tx: Tx): void =>
  tx.job(settleJob, { after: FIRST_ID }, { key: `sla.settle:${tx.workspaceId}` })

/**
 * Has the clocks of those who may wait brought to what is promised now, from one conversation on: one piece. The next one is
 * begun when this one has been settled, so that no transaction settles several of them.
 */
export const settleAll = (db: WorkspaceDb, after: string): Promise<void> =>
  db.tx(async (tx) => {
    const conversationIds = await unresolvedAfter(tx, after, BATCH)
    if (conversationIds.length > 0)
      tx.announce(promisesMoved({ conversationIds, next: conversationIds[BATCH - 1] ?? null }))
  })

/** Goes on behind a piece that has been settled. */
export const settleNext = (tx: Tx, next: string | null): void => {
  if (next) tx.job(settleJob, { after: next })
}
