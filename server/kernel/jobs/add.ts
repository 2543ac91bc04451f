import type { Tx } from '../db/handles.ts'
import { sql } from '../db/sql.ts'
import type { JobOptions } from './define.ts'

/** A job to be added. */
export interface NewJob extends JobOptions {
  name: string
  payload: object
  maxAttempts: number
}

/** Adds jobs in the caller's transaction, in one statement. */
export const addJobs = async (tx: Tx, jobs: readonly NewJob[]): Promise<void> => {
  if (jobs.length === 0) return
  await tx.run(sql`
    select madoguchi_add_jobs(${JSON.stringify(
      jobs.map((job) => ({
        identifier: job.name,
        payload: job.payload,
        run_at: job.runAt?.toISOString() ?? null,
        job_key: job.key ?? null,
        queue_name: job.queue ?? null,
        max_attempts: job.maxAttempts,
      })),
    )}::jsonb)`)
}
