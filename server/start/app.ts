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
import { Announcements, createAnyoneOn, LiveHub, LiveServer, Pusher, Signals } from '../kernel/live/index.ts'
import { createLog, type Log } from '../kernel/log.ts'
import { Permissions, providePermissions } from '../kernel/permissions.ts'
import { currentProcess, joinProcesses, livingProcesses } from '../kernel/processes/index.ts'
import type { Room } from '../kernel/room.ts'
import { createVault, keyMaterial } from '../kernel/secrets/index.ts'
import { createAuthenticate } from '../modules/access/index.ts'
import type { Sender } from '../modules/delivery/index.ts'
import { setLooking } from '../modules/notifications/index.ts'
import { closerOf } from './close-server.ts'
import { checkScreens } from './check-screens.ts'
import { mountScim } from './scim.ts'
import { mountChannels, type MountedChannels } from './channels.ts'
import { lookingTopic, mountLive } from './live.ts'
import { mountMetrics } from './metrics.ts'
import { mountPages } from './pages.ts'
import { mountRequestLog } from './request-log.ts'
import { receiverCertificate } from './receiver-certificate.ts'
import { createRooms } from './rooms.ts'
import { VERSION } from './version.ts'
import { provideSystemMail } from './system-mail.ts'
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
  /** Told what takes long at the start, for the person who waits. */
  say?: (line: string) => void
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

const publicUrlOf = ({ url, port }: Config): string => url ?? `http://localhost:${port}`

const createKernel = ({ config, log, clock }: AppOptions): Kernel => ({
  config,
  log: log ?? createLog(config.logLevel),
  clock: clock ?? systemClock,
  vault: createVault(keyMaterial(config.secret, config.dataDir)),
  publicUrl: publicUrlOf(config),
})

/** Puts the house together on a database and starts its roles. What was opened is closed again when that fails. */
export const startApp = async (options: AppOptions): Promise<App> => {
  const closers: (() => unknown)[] = []
  const close = async (): Promise<void> => {
    for (let closer = closers.pop(); closer; closer = closers.pop()) await closer()
  }
  try {
    const { config, clock = systemClock } = options
    // A certificate that can't be used is said at the start, not by the first mail.
    if (config.smtpInPort !== undefined && config.roles.has('worker'))
      receiverCertificate(config, publicUrlOf(config), clock.now())
    return { ...(await openHouse(options, closers)), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The pool, and the connection on which processes tell each other what happened. */
const openDatabase = async (options: AppOptions, closers: (() => unknown)[]) => {
  const { config, connectionString } = options
  const { role } = options.migrated ?? (await migrate(connectionString, { say: options.say }))
  const kernel = createKernel(options)
  const database = new Database(
    openPool(connectionString, config.dbPool, role ?? ''),
    kernel,
    options.observe,
  )
  closers.push(() => database.close())
  const { databaseReportsUrl } = config
  const replica = databaseReportsUrl
    ? new Database(openPool(databaseReportsUrl, config.dbPool, role ?? ''), kernel, options.observe)
    : undefined
  if (replica) closers.push(() => replica.close())
  const signals = new Signals(connectionString, kernel.log, (client) =>
    joinProcesses(client, [...config.roles]),
  )
  closers.push(() => signals.stop())
  await signals.start()
  return { kernel, database, replica, signals }
}

/** Opens everything in order; each part leaves behind how it is closed, and is closed in the opposite order. */
const openHouse = async (options: AppOptions, closers: (() => unknown)[]): Promise<Omit<App, 'close'>> => {
  const { config, connectionString } = options
  const { kernel, database, replica, signals } = await openDatabase(options, closers)
  const sender: Partial<Sender> = {}
  const rooms = createRooms(sender as Sender)
  providePermissions(kernel, new Permissions(rooms))
  const hub = new LiveHub()
  const announcements = new Announcements(database, signals)
  const pusher = new Pusher(
    database,
    hub,
    signals,
    announcements,
    rooms.flatMap((room) => room.pushes ?? []),
  )
  const working: { work?: Work } = {}
  const kept = (workspaceId: number): void => {
    working.work?.arrived(workspaceId)
    signals.send('arrived', workspaceId, null)
  }
  const parts = { options, kernel, database, replica, rooms, hub }
  const web = await openWeb({ ...parts, signals, pusher, announcements, kept })
  const { server, live, channels, authenticate } = web
  sender.host = channels.host
  provideSystemMail(kernel, channels.host)
  watchChanges({ announcements, hub, authenticate, channels })
  const screens = checkScreens(hub, kernel.log)
  closers.push(() => screens.stop())
  // Something too large to be told happened elsewhere: screens come back and read again.
  signals.on('stale', (workspaceId) => {
    authenticate.forget()
    hub.end(workspaceId, 'workspace', 'catch up')
  })
  signals.on('reconnected', () => {
    authenticate.forget()
    screens.look().catch(() => undefined)
  })
  // Side by side: nobody's last answer waits for somebody else's last job.
  const stops: (() => Promise<unknown>)[] = [() => channels.stop()]
  closers.push(() => Promise.all(stops.map((stop) => stop())))
  if (config.roles.has('worker')) {
    const work = await startWork({ database, connectionString, signals, rooms, channels })
    working.work = work
    stops.push(() => work.stop())
  } else {
    // Whoever works hears of it at once; it would look by itself only every two seconds.
    database.onCommit((workspaceId) => signals.send('happened', workspaceId, null))
  }
  stops.push(closerOf(server, live))
  const port = await listen(server, config, kernel.log)
  live.attach(server, clientAddress(config.trustedProxies))
  return { server, database, rooms, hub, channels, work: working.work, port }
}

interface WebParts {
  options: AppOptions
  kernel: Kernel
  database: Database
  replica: Database | undefined
  rooms: readonly Room[]
  hub: LiveHub
  signals: Signals
  pusher: Pusher
  announcements: Announcements
  kept(workspaceId: number): void
}

/** The HTTP server with every address. A process that only works in the background has its health pages alone. */
const openWeb = async (parts: WebParts) => {
  const { options, kernel, database, replica, rooms, hub, signals, pusher, announcements, kept } = parts
  const server = await createServer(kernel)
  const live = new LiveServer(hub, kernel.log)
  const limiter = new RateLimiter(() => Date.now())
  const isWeb = options.config.roles.has('web')
  const authenticate = createAuthenticate(database)
  mountRequestLog(server, kernel.log)
  mountMetrics({ server, database, hub, authenticate, version: VERSION })
  await mountPages({ server, database, rooms, isWeb })
  const anyoneOn = createAnyoneOn({
    hub,
    signals,
    alone: async (workspaceId) =>
      (await livingProcesses(database.in(workspaceId))).every((number) => number === currentProcess()),
  })
  setLooking(kernel, (workspaceId, agentId) => anyoneOn(workspaceId, lookingTopic(agentId)))
  const channels = await mountChannels({
    server,
    database,
    anyoneOn,
    live,
    pusher,
    signals,
    limiter,
    kept,
    isWeb,
  })
  provideHost(kernel, channels.host)
  if (isWeb) {
    const checkAnswers = options.checkAnswers ?? false
    const services = { database, replica, authenticate, limiter, checkAnswers }
    for (const room of rooms) registerRoom(server, room, services)
    await mountScim(server, database, limiter)
    mountLive({ live, hub, signals, announcements, database, authenticate, host: channels.host })
  }
  return { server, live, channels, authenticate }
}

/** Listens; a background process goes on without its health pages when the port is another one's. */
const listen = async (server: FastifyInstance, config: Config, log: Log): Promise<number> => {
  try {
    await server.listen({ port: config.port, host: config.host })
  } catch (error) {
    if (config.roles.has('web') || (error as { code?: string }).code !== 'EADDRINUSE') throw error
    log.info({ port: config.port }, 'the port is taken: this background process has no health page')
    return 0
  }
  const address = server.server.address()
  return typeof address === 'object' && address ? address.port : config.port
}
