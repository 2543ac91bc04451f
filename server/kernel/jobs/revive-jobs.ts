import type pg from 'pg'

/**
 * Gives one attempt more to each job of these kinds that has used up its own. Its row stays the same: until it is done it
 * counts as failed. Not one that was replaced under its key while it ran, which the library counts as ended.
 */
export const reviveJobs = async (pool: pg.Pool, names: readonly string[]): Promise<void> => {
  await pool.query(
    `update graphile_worker._private_jobs j set attempts = j.max_attempts - 1, run_at = now()
     from graphile_worker._private_tasks t
     where t.id = j.task_id and t.identifier = any($1) and j.key is not null and j.locked_at is null
       and j.attempts >= j.max_attempts`,
    [names],
  )
}
