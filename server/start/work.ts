import type pg from 'pg'
import { openPool } from '../kernel/db/connection.ts'
import type { Database } from '../kernel/db/index.ts'
import { countWaiting } from '../kernel/events/queries.ts'
import { Dispatcher, retryListener } from '../kernel/events/index.ts'
import { errorText } from '../kernel/errors.ts'
import { sweepKeys } from '../kernel/http/index.ts'
import { handles, reviveJobs, startJobWorker, type JobWorker } from '../kernel/jobs/index.ts'
import type { Signals } from '../kernel/live/index.ts'
import { buryDead, endWorker, keepWorker } from '../kernel/processes/index.ts'
import { Pump } from '../kernel/pump.ts'
import type { Room } from '../kernel/room.ts'
import { recoverLost } from '../modules/delivery/index.ts'
import { anyWaiting, processArrivals } from '../modules/intake/index.ts'
import { workspaceIds } from '../modules/workspace/index.ts'
import type { MountedChannels } from './channels.ts'

const LOOK_MS = 2000
/** Most of a job is waiting for another program: for a mail server, for a shop's address. */
const JOBS_AT_ONCE = 20
/** Connections by which jobs are taken and ended; a job itself uses the rooms'. */
const JOB_CONNECTIONS = 8

/** The working half of a process. */
export interface Work {
  /** Arrivals wait in the workspace. */
  arrived(workspaceId: number): void
  /** Resolves when nothing waits any more: arrivals, events; for tests and graceful stops. */
  settled(workspaceId: number): Promise<void>
  stop(): Promise<void>
}

/** What the work needs of the process. */
export interface WorkServices {
  database: Database
  connectionString: string
  signals: Signals
  rooms: readonly Room[]
  channels: MountedChannels
}

/** Starts everything that runs behind the requests: intake, listeners, jobs, channels' own listeners. */
export const startWork = async ({
  database,
  connectionString,
  signals,
  rooms,
  channels,
}: WorkServices): Promise<Work> => {
  const { log } = database.kernel
  const dispatcher = new Dispatcher(
    database,
    rooms.flatMap((room) => room.listeners ?? []),
  )
  const events = new Pump(log, (workspaceId) => dispatcher.drain(workspaceId))
  const arrivals = new Pump(log, (workspaceId, stopping) =>
    processArrivals(database.in(workspaceId), stopping),
  )
  database.onCommit((workspaceId) => events.wake(workspaceId))
  signals.on('happened', (workspaceId) => events.wake(workspaceId))
  signals.on('arrived', (workspaceId) => arrivals.wake(workspaceId))
  const ids = (): Promise<number[]> => workspaceIds(database.reference)
  const lookAround = async (): Promise<void> => {
    // Signals may be lost; what waits is found by looking.
    for (const workspaceId of await ids()) {
      const db = database.in(workspaceId)
      if (await anyWaiting(db)) arrivals.wake(workspaceId)
      if ((await countWaiting(db)) > 0) events.wake(workspaceId)
    }
  }
  const pool: pg.Pool = openPool(connectionString, JOB_CONNECTIONS, null)
  await clearAfterDeath(database, signals, await ids())
  const jobs = await startJobs({ database, pool, rooms, dispatcher, events, signals, ids })
  await channels.start()
  const look = (): Promise<void> =>
    lookAround().catch((error) => log.warn({ error: errorText(error) }, 'looking for waiting work failed'))
  await look()
  const timer = setInterval(() => look().catch(() => undefined), LOOK_MS)
  return {
    arrived: (workspaceId) => arrivals.wake(workspaceId),
    async settled(workspaceId) {
      const db = database.in(workspaceId)
      for (let round = 0; round < 200; round += 1) {
        arrivals.wake(workspaceId)
        await arrivals.idle()
        events.wake(workspaceId)
        await events.idle()
        if (!(await anyWaiting(db)) && (await countWaiting(db)) === 0) return
      }
      throw new Error('waiting work does not end')
    },
    async stop() {
      clearInterval(timer)
      await arrivals.stop()
      await events.stop()
      await jobs.stop()
      await pool.end()
    },
  }
}

/** What killed processes had begun: their jobs are freed, their half-sent messages settled. */
const clearAfterDeath = async (
  database: Database,
  signals: Signals,
  workspaces: readonly number[],
): Promise<void> => {
  if (signals.client) await buryDead(signals.client)
  for (const workspaceId of workspaces) await recoverLost(database.in(workspaceId))
}

interface JobServices {
  database: Database
  pool: pg.Pool
  rooms: readonly Room[]
  dispatcher: Dispatcher
  events: Pump
  signals: Signals
  ids(): Promise<number[]>
}

const startJobs = (services: JobServices): Promise<JobWorker> => {
  const { database, pool, rooms, dispatcher, events, signals, ids } = services
  const handlers = [
    handles(retryListener, async (payload, { db: { workspaceId } }) => {
      await dispatcher.retry(workspaceId, payload)
      events.wake(workspaceId)
    }),
    ...rooms.flatMap((room) => room.jobs ?? []),
  ]
  const untilDone = handlers.filter((one) => one.untilDone).map(({ name }) => name)
  return startJobWorker({
    database,
    pool,
    concurrency: JOBS_AT_ONCE,
    workspaceIds: ids,
    handlers,
    recurring: [
      {
        name: 'processes.bury',
        cron: '* * * * *',
        run: async () => void (signals.client && (await buryDead(signals.client))),
      },
      { name: 'jobs.revive', cron: '31 * * * *', run: () => reviveJobs(pool, untilDone) },
      { name: 'idempotency.sweep', cron: '17 3 * * *', run: async ({ db }) => void (await sweepKeys(db)) },
      ...rooms.flatMap((room) => room.recurring ?? []),
    ],
    keepName: (name) => keepWorker(pool, name),
    endName: (name) => endWorker(pool, name),
  })
}
