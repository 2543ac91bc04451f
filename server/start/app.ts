import type { FastifyInstance } from 'fastify'
import { systemClock, type Clock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config/index.ts'
import { openPool } from '../kernel/db/connection.ts'
import { Database } from '../kernel/db/index.ts'
import { migrate } from '../kernel/db/migrate.ts'
import type { StatementObserver } from '../kernel/db/transaction.ts'
import { createServer, RateLimiter, registerRoom } from '../kernel/http/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { LiveHub, LiveServer, Pusher, Signals } from '../kernel/live/index.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { createVault, keyMaterial } from '../kernel/secrets/index.ts'
import { createAuthenticate } from '../modules/access/index.ts'
import { mountChannels } from './channels.ts'
import { mountLive } from './live.ts'
import { mountPages } from './pages.ts'
import { permissionsOf, rooms } from './rooms.ts'
import { startWork, type Work } from './work.ts'

/** How an app is started; tests replace the clock and watch the statements. */
export interface AppOptions {
  config: Config
  connectionString: string
  clock?: Clock
  log?: Log
  observe?: StatementObserver
  /** Checks every answer against its contract. */
  checkAnswers?: boolean
  /** The database is known to be up to date. */
  migrated?: { role: string | null }
}

/** A running process: web, worker, or both. */
export interface App {
  readonly server: FastifyInstance
  readonly database: Database
  readonly hub: LiveHub
  readonly work: Work | undefined
  /** Where it listens, once `listen` resolved. */
  readonly port: number
  /** Takes no more work, finishes or hands back what runs, closes everything. */
  close(): Promise<void>
}

/** Puts the house together on a database and starts its roles. */
export const startApp = async (options: AppOptions): Promise<App> => {
  const { config, connectionString } = options
  const log = options.log ?? createLog(config.logLevel)
  const { role } = options.migrated ?? (await migrate(connectionString))
  const kernel: Kernel = {
    config,
    log,
    clock: options.clock ?? systemClock,
    vault: createVault(keyMaterial(config.secret, config.dataDir)),
    publicUrl: config.url ?? `http://localhost:${config.port}`,
  }
  const database = new Database(
    openPool(connectionString, config.dbPool, role ?? ''),
    kernel,
    options.observe,
  )
  const signals = new Signals(connectionString, log)
  await signals.start()
  const hub = new LiveHub()
  const pusher = new Pusher(
    database,
    hub,
    signals,
    rooms.flatMap((room) => room.pushes ?? []),
  )
  const server = await createServer(kernel)
  const authenticate = createAuthenticate(database, permissionsOf)
  const limiter = new RateLimiter(() => Date.now())
  for (const room of rooms)
    registerRoom(server, room, {
      database,
      authenticate,
      limiter,
      checkAnswers: options.checkAnswers ?? false,
    })
  const live = new LiveServer(hub, log)
  const channels = await mountChannels({ server, database, signals, hub, live, pusher, limiter })
  mountLive({ live, hub, pusher, database, authenticate, signals })
  mountPages({ server, database, rooms, kernel })
  const work = config.roles.has('worker')
    ? await startWork({ database, connectionString, signals, rooms, channels })
    : undefined
  if (config.roles.has('web')) await server.listen({ port: config.port, host: config.host })
  live.attach(server, (headers, remote) => clientAddress(server, headers, remote))
  const address = server.server.address()
  return {
    server,
    database,
    hub,
    work,
    port: typeof address === 'object' && address ? address.port : config.port,
    async close() {
      live.close()
      await server.close()
      await channels.stop()
      await work?.stop()
      await signals.stop()
      await database.close()
    },
  }
}
