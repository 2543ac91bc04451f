import type { WorkspaceDb } from '../../kernel/db/index.ts'
import { promisesMoved } from './events.ts'
import { settleJob } from './jobs.ts'
import { unresolvedAfter } from './queries/history.ts'

const BATCH = 500

/** Has the clocks of everybody who may wait brought to what is promised now, from one conversation on, a piece at a time. */
export const settleAll = (db: WorkspaceDb, after: string): Promise<void> =>
  db.tx(async (tx) => {
    const conversationIds = await unresolvedAfter(tx, after, BATCH)
    if (conversationIds.length > 0) tx.announce(promisesMoved({ conversationIds }))
    const last = conversationIds[BATCH - 1]
    if (last !== undefined) tx.job(settleJob, { after: last })
  })
