import type { TaskList } from 'graphile-worker'
import type pg from 'pg'
import type { Database } from '../db/index.ts'
import { errorText } from '../errors.ts'
import { KILLED } from '../processes/index.ts'
import type { JobContext, JobHandler, Recurring } from './handler.ts'
import { openRunner, type OpenRunner } from './open-runner.ts'

/** How often it is looked whether jobs are marked as taken here that nobody works on. */
const LOOK_MS = 30_000
const AGAIN_MS = 1000

/** A running job worker. */
export interface JobWorker {
  /** Stops taking jobs and waits for those under way; the rest is handed back. */
  stop(): Promise<void>
}

/** What the worker needs of the process. */
export interface WorkerOptions {
  database: Database
  /** Pool that signs in as the owner of the job tables. */
  pool: pg.Pool
  handlers: readonly JobHandler[]
  recurring: readonly Recurring[]
  workspaceIds(): Promise<number[]>
  concurrency: number
  /** Writes down the name under which jobs are taken, so that they can be freed when this process is killed. */
  keepName(name: string): Promise<void>
  /** Frees what was taken under a name that is not used any more. */
  endName(name: string): Promise<void>
}

const tasksOf = (
  { database, handlers, recurring, workspaceIds }: WorkerOptions,
  signal: AbortSignal,
): TaskList => {
  const context = (workspaceId: number): JobContext => ({
    db: database.in(workspaceId),
    log: database.kernel.log,
    attempt: 1,
    lastAttempt: true,
    signal,
  })
  const tasks: TaskList = {}
  for (const handler of handlers) {
    tasks[handler.name] = async (payload, { job }) => {
      const { workspaceId } = payload as { workspaceId: number }
      await handler.run(payload as never, {
        ...context(workspaceId),
        attempt: job.attempts,
        lastAttempt: job.attempts >= job.max_attempts,
        // Whatever killed the process may do so again: who looks at the signal ends here.
        ...(job.last_error === KILLED ? { signal: AbortSignal.abort(new Error(KILLED)) } : {}),
      })
    }
  }
  for (const item of recurring) {
    tasks[item.name] = async () => {
      const failures: unknown[] = []
      for (const workspaceId of await workspaceIds())
        await item.run(context(workspaceId)).catch((error: unknown) => failures.push(error))
      // What fails in one workspace keeps it from no other.
      if (failures.length > 0) throw failures[0]
    }
  }
  return tasks
}

/** True when jobs are marked as taken by this run that it does not work on: their answer was lost on its way. */
const hasStrays = async (pool: pg.Pool, { name, active }: OpenRunner): Promise<boolean> => {
  const { rowCount } = await pool.query(
    `select 1 from graphile_worker.jobs
     where locked_by = $1 and locked_at < now() - interval '30 seconds' and not id::text = any($2) limit 1`,
    [name, [...active]],
  )
  return (rowCount ?? 0) > 0
}

/**
 * Starts working off background jobs (graphile-worker), and goes on doing so: a run that can't go on (the database was
 * away for long) or that lost hold of a job is replaced, and what it had taken is freed.
 */
export const startJobWorker = async (options: WorkerOptions): Promise<JobWorker> => {
  const { database, pool, recurring, concurrency } = options
  const { log } = database.kernel
  const abort = new AbortController()
  const tasks = tasksOf(options, abort.signal)
  const open = (): Promise<OpenRunner> =>
    openRunner({ pool, tasks, recurring, concurrency, log, keepName: options.keepName })
  let runner = await open()

  const replace = async (): Promise<void> => {
    await options.endName(runner.name)
    runner = await open()
    if (abort.signal.aborted) await runner.stop()
    else log.warn('background jobs are worked off again')
  }
  const keepOn = async (): Promise<void> => {
    while (!abort.signal.aborted) {
      await runner.ended
      while (!abort.signal.aborted) {
        const done = await replace().then(
          () => true,
          (error) => {
            log.warn({ error: errorText(error) }, 'background jobs can’t be worked off now')
            return false
          },
        )
        if (done) break
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
      }
    }
  }
  const kept = keepOn()
  const timer = setInterval(() => {
    hasStrays(pool, runner).then(
      (found) => (found ? runner.stop() : undefined),
      () => undefined,
    )
  }, LOOK_MS)
  return {
    async stop() {
      clearInterval(timer)
      abort.abort(new Error('the process is stopping'))
      await runner.stop()
      await kept
    },
  }
}
