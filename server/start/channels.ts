import type { FastifyInstance } from 'fastify'
import type { ChannelHost, LiveConnection } from '../channels/channel.ts'
import { channels } from '../channels/registry.ts'
import type { Database } from '../kernel/db/index.ts'
import { networkOf, type RateLimiter } from '../kernel/http/index.ts'
import type { AnyoneOn, LiveServer, Pusher, Signals } from '../kernel/live/index.ts'
import { createAccept, createChannelHost } from '../modules/intake/index.ts'
import { mountEndpoint } from './endpoint.ts'
import { receiverCertificate } from './receiver-certificate.ts'

/** The channels of this process: their host, and their listeners once they are started. */
export interface MountedChannels {
  host: ChannelHost
  /** Starts the long-running listeners; worker processes only. */
  start(): Promise<void>
  /** Tells listeners that an inbox changed. */
  refresh(inboxId: string): Promise<void>
  stop(): Promise<void>
}

/** What mounting needs of the process. */
export interface ChannelServices {
  server: FastifyInstance
  database: Database
  anyoneOn: AnyoneOn
  live: LiveServer
  pusher: Pusher
  signals: Signals
  limiter: RateLimiter
  /** Whether this process serves people. */
  isWeb: boolean
  /** Called after arrivals were kept. */
  kept(workspaceId: number): void
}

/** Windows that one customer may have open, on all devices: a session opens no thousands of them. */
const MOST_WINDOWS = 30

/** Gives every island its endpoints, its live address and the host. */
export const mountChannels = async (services: ChannelServices): Promise<MountedChannels> => {
  const { server, database, anyoneOn, live, pusher, signals, limiter, kept, isWeb } = services
  const { kernel } = database
  const host = createChannelHost({
    database,
    accept: createAccept(database, kept),
    anyoneOn,
    pusher,
    signals,
    receiverTls: () => receiverCertificate(kernel.config, kernel.publicUrl, kernel.clock.now()),
  })
  const running: { stop(): Promise<void>; refresh(inboxId: string): Promise<void> }[] = []
  const all = [...(await channels()).values()]
  for (const channel of isWeb ? all : []) {
    for (const endpoint of channel.endpoints ?? [])
      await mountEndpoint(server, `/channels/${channel.name}`, endpoint, host, limiter)
    const { liveEndpoint } = channel
    if (!liveEndpoint) continue
    live.add({
      path: `/channels/${channel.name}${liveEndpoint.path}`,
      async connect(request) {
        const query = Object.fromEntries(request.url.searchParams)
        const result = await liveEndpoint.connect(
          {
            params: request.params,
            query,
            headers: request.headers,
            ip: request.ip,
            network: networkOf(request.ip),
            url: request.url.pathname,
          },
          host,
        )
        if ('refused' in result) return result
        return {
          workspaceId: result.inbox.workspaceId,
          caller: undefined,
          topics: [`customer:${result.inbox.id}:${result.topic}`],
          most: MOST_WINDOWS,
          data: result,
        }
      },
      async receive(screen, frame) {
        await liveEndpoint.receive?.(frame, screen.memory.get('data') as LiveConnection, host)
      },
    })
  }
  return {
    host,
    async start() {
      for (const channel of all) if (channel.start) running.push(await channel.start(host))
    },
    async refresh(inboxId) {
      await Promise.all(running.map((listener) => listener.refresh(inboxId)))
    },
    async stop() {
      await Promise.all(running.map((listener) => listener.stop()))
    },
  }
}
