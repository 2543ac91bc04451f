import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import type { LiveServer } from '../kernel/live/index.ts'

/** What screens have to answer that they are closed: one that is gone never does. */
const SCREENS_MS = 2000
/** What requests have that are under way. */
const REQUESTS_MS = 8000

/**
 * Gives how the server is closed: it takes no more requests, tells screens to go elsewhere, and waits for the requests
 * that are under way; but for long neither for screens nor for clients that are gone without a word. Call it before the
 * server listens.
 */
export const closerOf = (app: FastifyInstance, live: Pick<LiveServer, 'close'>): (() => Promise<void>) => {
  const screens = new Set<Socket>()
  app.server.on('upgrade', (_request, socket: Socket) => {
    screens.add(socket)
    socket.once('close', () => screens.delete(socket))
  })
  return async () => {
    live.close()
    const timers = [
      setTimeout(() => {
        for (const socket of screens) socket.destroy()
      }, SCREENS_MS),
      setTimeout(() => app.server.closeAllConnections(), REQUESTS_MS),
    ]
    try {
      await app.close()
    } finally {
      for (const timer of timers) clearTimeout(timer)
    }
  }
}
