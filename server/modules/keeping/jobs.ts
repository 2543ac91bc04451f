import type { Tx } from '../../kernel/db/index.ts'
import { defineJob } from '../../kernel/jobs/index.ts'

/** Goes on with an erasure. It must come to its end, however often it is interrupted. */
export const eraseJob = defineJob<{ erasureId: string }>('keeping.erase', { maxAttempts: 100 })

/** Has an erasure gone on with, after those before it. */
export const goOnErasing = (tx: Tx, erasureId: string): void =>
  tx.job(eraseJob, { erasureId }, { key: `${eraseJob.name}:${erasureId}`, queue: eraseJob.name })

/** Puts a person's data into a file. Each stop of the process costs an attempt. */
export const exportJob = defineJob<{ exportId: string }>('keeping.export', { maxAttempts: 15 })
