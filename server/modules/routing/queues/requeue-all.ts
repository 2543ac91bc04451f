import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { unheldAfter } from '../../conversations/index.ts'
import { queuesMoved } from '../events.ts'
import { requeueJob } from '../jobs.ts'

const BATCH = 500

/** Has everything that may wait brought to the queue that fits it now, from one conversation on, a piece at a time. */
export const requeueAll = (db: WorkspaceDb, after: string): Promise<void> =>
  db.tx(async (tx) => {
    const conversationIds = await unheldAfter(tx, after, BATCH)
    if (conversationIds.length > 0) tx.announce(queuesMoved({ conversationIds }))
    const last = conversationIds[BATCH - 1]
    if (last !== undefined) tx.job(requeueJob, { after: last })
  })
