import type { Tx } from '../db/handles.ts'
import { sql } from '../db/sql.ts'
import type { JobOptions } from './define.ts'

/** A job to be added. */
export interface NewJob extends JobOptions {
  name: string
  payload: object
  maxAttempts: number
}

/** Of several with one key the last: each replaces the one before, as it would in a transaction of its own. */
const newest = (jobs: readonly NewJob[]): NewJob[] => [
  ...new Map(jobs.map((job, at) => [job.key ?? at, job])).values(),
]

/** Adds jobs in the caller's transaction, in one statement. */
export const addJobs = async (tx: Tx, jobs: readonly NewJob[]): Promise<void> => {
  if (jobs.length === 0) return
  // Which moment "in a minute" is, the database says, by whose clock jobs are taken.
  await tx.run(sql`
    select madoguchi_add_jobs((
      select jsonb_agg(case when s ? 'after_ms'
        then s || jsonb_build_object('run_at', now() + (s ->> 'after_ms')::double precision * interval '1 millisecond') else s end)
      from jsonb_array_elements(${JSON.stringify(
        newest(jobs).map((job) => ({
          identifier: job.name,
          payload: job.payload,
          run_at: job.runAt?.toISOString() ?? null,
          job_key: job.key ?? null,
          queue_name: job.queue ?? null,
          max_attempts: job.maxAttempts,
          ...(job.afterMs === undefined ? {} : { after_ms: job.afterMs }),
        })),
      )}::jsonb) s))`)
}
