import type { Tx } from '../../kernel/db/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'

/** Has rules answer to what waits for them. */
export const runJob = defineJob<object>('automations.run', { maxAttempts: 25 })

/** Has rules answer soon: once, however often it is asked for before that, and one run of a workspace at a time. */
export const askRun = (tx: Tx): void => {
  const name = `automations.run:${tx.workspaceId}`
  tx.job(runJob, {}, { key: name, queue: name })
}
