import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import type { Database } from '../db/index.ts'
import { errorText } from '../errors.ts'
import type { JobContext, JobHandler, Recurring } from './handler.ts'

/** A running job worker. */
export interface JobWorker {
  /** Stops taking jobs and waits for those under way; the rest is handed back. */
  stop(): Promise<void>
}

interface Options {
  database: Database
  /** Pool that signs in as the owner of the job tables. */
  pool: pg.Pool
  handlers: readonly JobHandler[]
  recurring: readonly Recurring[]
  workspaceIds(): Promise<number[]>
  concurrency: number
  /** Told under which names jobs are taken, so that they can be freed when this process is killed. */
  workerIds?(ids: readonly string[]): Promise<void>
}

/** Starts working off background jobs (graphile-worker). */
export const startJobWorker = async (options: Options): Promise<JobWorker> => {
  const { database } = options
  const abort = new AbortController()
  const context = (workspaceId: number, attempt: number, maxAttempts: number): JobContext => ({
    db: database.in(workspaceId),
    log: database.kernel.log,
    attempt,
    lastAttempt: attempt >= maxAttempts,
    signal: abort.signal,
  })
  const taskList: TaskList = {}
  for (const handler of options.handlers) {
    taskList[handler.name] = async (payload, helpers) => {
      const { workspaceId } = payload as { workspaceId: number }
      await handler.run(
        payload as never,
        context(workspaceId, helpers.job.attempts, helpers.job.max_attempts),
      )
    }
  }
  for (const item of options.recurring) {
    taskList[item.name] = async () => {
      for (const workspaceId of await options.workspaceIds()) await item.run(context(workspaceId, 1, 1))
    }
  }
  const events: WorkerEvents = new EventEmitter()
  events.on('worker:create', ({ worker }) => {
    options
      .workerIds?.([worker.workerId])
      .catch((error) => database.kernel.log.warn({ error: errorText(error) }, 'a worker was not registered'))
  })
  const runner: Runner = await run({
    events,
    pgPool: options.pool,
    taskList,
    concurrency: options.concurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    parsedCronItems: parseCronItems(
      options.recurring.map((item) => ({
        task: item.name,
        match: item.cron,
        options: { backfillPeriod: 0 },
      })),
    ),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') database.kernel.log.error({ jobs: true }, errorText(message))
    }),
  })
  return {
    async stop() {
      abort.abort(new Error('the process is stopping'))
      await runner.stop()
    },
  }
}
