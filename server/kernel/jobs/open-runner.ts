import { EventEmitter } from 'node:events'
import { Logger, parseCronItems, run, type TaskList, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'
import type { Recurring } from './handler.ts'

/** One run of graphile-worker, from a fresh name to its end. */
export interface OpenRunner {
  /** The name under which it takes jobs. */
  readonly name: string
  /** Ids of the jobs that run in this moment. */
  readonly active: ReadonlySet<string>
  /** Resolves when it takes no more jobs, because it was told to or because it can't go on. */
  readonly ended: Promise<void>
  /** Waits for the jobs under way; the rest is handed back. */
  stop(): Promise<void>
}

/** What a run needs. */
export interface RunnerOptions {
  pool: pg.Pool
  tasks: TaskList
  recurring: readonly Recurring[]
  concurrency: number
  log: Log
  /** Writes the name down; no job is begun before that. */
  keepName(name: string): Promise<void>
}

/** Tasks that wait until the run's name is written down, and tell which jobs are under way. */
const guarded = (tasks: TaskList, active: Set<string>, isKept: () => Promise<void>): TaskList =>
  Object.fromEntries(
    Object.entries(tasks).map(([name, task]) => [
      name,
      async (payload, helpers) => {
        active.add(helpers.job.id)
        try {
          await isKept()
          await task?.(payload, helpers)
        } finally {
          active.delete(helpers.job.id)
        }
      },
    ]),
  )

/** Starts one run. */
export const openRunner = async (options: RunnerOptions): Promise<OpenRunner> => {
  const { pool, recurring, concurrency, log } = options
  const active = new Set<string>()
  let name = ''
  let kept: Promise<void> = Promise.resolve()
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    name = workerPool.id
    kept = options.keepName(name)
    kept.catch((error) => log.warn({ error: errorText(error) }, 'a worker was not registered'))
  })
  const runner = await run({
    events,
    pgPool: pool,
    taskList: guarded(options.tasks, active, () => kept),
    concurrency,
    pollInterval: 1000,
    noHandleSignals: true,
    // What became of a job is written again and again while the database is away, not given up at once.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    parsedCronItems: parseCronItems(
      recurring.map((item) => ({ task: item.name, match: item.cron, options: { backfillPeriod: 0 } })),
    ),
    logger: new Logger(() => (level, message) => {
      if (level === 'error') log.error({ jobs: true }, errorText(message))
    }),
  })
  const stop = (): Promise<void> => runner.stop().catch(() => undefined)
  kept.catch(stop)
  return { name, active, stop, ended: runner.promise.catch(() => undefined) }
}
