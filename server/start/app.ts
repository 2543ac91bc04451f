import type { FastifyInstance } from 'fastify'
import { provideHost } from '../channels/registry.ts'
import { systemClock, type Clock } from '../kernel/clock.ts'
import type { Config } from '../kernel/config/index.ts'
import { openPool } from '../kernel/db/connection.ts'
import { Database } from '../kernel/db/index.ts'
import { migrate } from '../kernel/db/migrate.ts'
import type { StatementObserver } from '../kernel/db/transaction.ts'
import { clientAddress, createServer, RateLimiter, registerRoom } from '../kernel/http/index.ts'
import type { Kernel } from '../kernel/kernel.ts'
import { Announcements, LiveHub, LiveServer, Pusher, Signals } from '../kernel/live/index.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { joinProcesses } from '../kernel/processes/index.ts'
import type { Room } from '../kernel/room.ts'
import { createVault, keyMaterial } from '../kernel/secrets/index.ts'
import { createAuthenticate } from '../modules/access/index.ts'
import type { Sender } from '../modules/delivery/index.ts'
import { mountChannels, type MountedChannels } from './channels.ts'
import { mountLive } from './live.ts'
import { mountPages } from './pages.ts'
import { createRooms, roleTable } from './rooms.ts'
import { watchChanges } from './watch-changes.ts'
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
  readonly rooms: readonly Room[]
  readonly hub: LiveHub
  readonly channels: MountedChannels
  readonly work: Work | undefined
  /** Where it listens. */
  readonly port: number
  /** Takes no more work, finishes or hands back what runs, closes everything. */
  close(): Promise<void>
}

const createKernel = ({ config, log, clock }: AppOptions): Kernel => ({
  config,
  log: log ?? createLog(config.logLevel),
  clock: clock ?? systemClock,
  vault: createVault(keyMaterial(config.secret, config.dataDir)),
  publicUrl: config.url ?? `http://localhost:${config.port}`,
})

/** Puts the house together on a database and starts its roles. */
export const startApp = async (options: AppOptions): Promise<App> => {
  const { config, connectionString } = options
  const { role } = options.migrated ?? (await migrate(connectionString))
  const kernel = createKernel(options)
  const database = new Database(
    openPool(connectionString, config.dbPool, role ?? ''),
    kernel,
    options.observe,
  )
  const signals = new Signals(connectionString, kernel.log, (client) =>
    joinProcesses(client, [...config.roles]),
  )
  await signals.start()
  const sender: Partial<Sender> = {}
  const rooms = createRooms(sender as Sender)
  const hub = new LiveHub()
  const live = new LiveServer(hub, kernel.log)
  const announcements = new Announcements(database, signals)
  const pusher = new Pusher(
    database,
    hub,
    signals,
    announcements,
    rooms.flatMap((room) => room.pushes ?? []),
  )
  const server = await createServer(kernel)
  const authenticate = createAuthenticate(database, roleTable(rooms))
  const limiter = new RateLimiter(() => Date.now())
  for (const room of rooms)
    registerRoom(server, room, {
      database,
      authenticate,
      limiter,
      checkAnswers: options.checkAnswers ?? false,
    })
  let work: Work | undefined
  const kept = (workspaceId: number): void => {
    work?.arrived(workspaceId)
    signals.send('arrived', workspaceId, null)
  }
  const channels = await mountChannels({ server, database, hub, live, pusher, signals, limiter, kept })
  sender.host = channels.host
  provideHost(kernel, channels.host)
  mountLive({ live, hub, pusher, signals, database, authenticate, host: channels.host })
  watchChanges({ announcements, hub, channels })
  await mountPages({ server, database, rooms, hub })
  if (config.roles.has('worker'))
    work = await startWork({ database, connectionString, signals, rooms, channels })
  await server.listen({ port: config.port, host: config.host })
  live.attach(server, clientAddress(config.trustedProxies))
  const address = server.server.address()
  return {
    server,
    database,
    rooms,
    hub,
    channels,
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
