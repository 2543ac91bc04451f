import type { Tx } from '../../../kernel/db/index.ts'
import { distributeJob } from '../jobs.ts'

/** Has what waits handed out soon: once, however often it is asked for before that. */
export const askDistribution = (tx: Tx): void =>
  tx.job(distributeJob, {}, { key: `routing.distribute:${tx.workspaceId}` })

/** The same at a moment, once for each second. */
export const askDistributionAt = (tx: Tx, at: Date): void => {
  const second = Math.ceil(Math.max(at.getTime(), tx.now.getTime()) / 1000)
  tx.job(
    distributeJob,
    {},
    { key: `routing.distribute:${tx.workspaceId}:${second}`, runAt: new Date(second * 1000) },
  )
}
