import type { Tx } from '../../../kernel/db/index.ts'
import { distributeJob } from '../jobs.ts'

/**
 * Has what waits handed out soon: once, however often it is asked for before that, and one pass of a workspace at a time, so
 * that none waits for another with a connection in its hands.
 */
export const askDistribution = (tx: Tx, afterMs = 0): void => {
  const name = `routing.distribute:${tx.workspaceId}`
  const key = afterMs > 0 ? `${name}:later` : name
  tx.job(distributeJob, {}, { key, queue: name, ...(afterMs > 0 ? { afterMs } : {}) })
}
