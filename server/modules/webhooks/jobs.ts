import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'
import { nextDue } from './queries/due.ts'

/** Sends everything of a workspace that is due. One at a time, so that nothing is sent twice. */
export const deliverJob = defineJob<object>('webhooks.deliver', { maxAttempts: 25 })

/**
 * Makes the job run. One that is to run at once never replaces one that is to run later, or the other way round: a key
 * is replaced together with its time, and either may be needed.
 */
export const scheduleDelivery = (tx: Tx, runAt: Date = tx.now): void => {
  const later = runAt.getTime() > tx.now.getTime()
  tx.job(
    deliverJob,
    {},
    {
      runAt,
      key: `webhooks.${later ? 'later' : 'now'}:${tx.workspaceId}`,
      queue: `webhooks:${tx.workspaceId}`,
    },
  )
}

/** Makes the job run when the next delivery is due, if any waits. */
export const scheduleNext = (db: WorkspaceDb): Promise<void> =>
  db.tx(async (tx) => {
    const at = await nextDue(tx)
    if (at) scheduleDelivery(tx, at)
  })
