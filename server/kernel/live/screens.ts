import type { Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Caller } from '../caller.ts'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'
import type { LiveHub } from './hub.ts'
import { Screen } from './screen.ts'

const PING_MS = 30_000
const MAX_FRAME = 64 * 1024
/** Frames a screen may send in ten seconds. */
const MAX_RATE = 200

/** A connection that is let in. `data` is what its address wants to remember. */
export interface Accepted {
  workspaceId: number
  caller: Caller | undefined
  topics: string[]
  data?: unknown
}

/** What a live address needs: who connects, and what to do with what they send. */
export interface LiveAddress {
  path: string
  /** Gives the connection's workspace and topics, or why it is refused. */
  connect(
    request: LiveRequest,
  ): Promise<{ workspaceId: number; caller: Caller | undefined; topics: string[] } | { refused: string }>
  receive?(screen: Screen, frame: unknown): Promise<void>
  left?(screen: Screen): void
}

/** The opening request of a live connection. */
export interface LiveRequest {
  url: URL
  headers: Record<string, string | string[] | undefined>
  params: Record<string, string>
  ip: string
}

/** Accepts WebSockets at the given addresses and keeps them in the hub. */
export class LiveServer {
  readonly #hub: LiveHub
  readonly #log: Log
  readonly #addresses: LiveAddress[] = []
  readonly #sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: MAX_FRAME })
  #timer: NodeJS.Timeout | undefined

  constructor(hub: LiveHub, log: Log) {
    this.#hub = hub
    this.#log = log
  }

  add(address: LiveAddress): void {
    this.#addresses.push(address)
  }

  /** Listens for upgrades on the server of the app. */
  attach(app: FastifyInstance, addressOf: (headers: LiveRequest['headers'], remote: string) => string): void {
    const server: Server = app.server as Server
    server.on('upgrade', (request, socket, head) => {
      socket.on('error', () => undefined)
      const url = new URL(request.url ?? '/', 'http://x')
      const match = this.#match(url.pathname)
      if (!match) {
        socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n')
        return
      }
      const ip = addressOf(request.headers, request.socket.remoteAddress ?? '')
      match.address
        .connect({ url, headers: request.headers, params: match.params, ip })
        .then((result) => {
          this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
            if ('refused' in result) accepted.close(4001, result.refused)
            else this.#open(match.address, accepted, result)
          })
        })
        .catch((error) => {
          this.#log.error({ error: errorText(error) }, 'a live connection failed')
          socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n')
        })
    })
    this.#timer = setInterval(() => this.#ping(), PING_MS)
    this.#timer.unref()
  }

  #match(path: string): { address: LiveAddress; params: Record<string, string> } | undefined {
    const given = path.split('/')
    for (const address of this.#addresses) {
      const wanted = address.path.split('/')
      if (wanted.length !== given.length) continue
      const params: Record<string, string> = {}
      const fits = wanted.every((part, index) => {
        const value = given[index] ?? ''
        if (!part.startsWith(':')) return part === value
        params[part.slice(1)] = value
        return value !== ''
      })
      if (fits) return { address, params }
    }
    return undefined
  }

  #open(address: LiveAddress, socket: WebSocket, who: Accepted): void {
    const screen = new Screen(socket, who.workspaceId, who.caller)
    let rate = 0
    let windowStart = Date.now()
    screen.memory.set('alive', true)
    screen.memory.set('data', who.data)
    socket.on('pong', () => screen.memory.set('alive', true))
    socket.on('error', () => undefined)
    socket.on('close', () => {
      address.left?.(screen)
      this.#hub.remove(screen)
    })
    socket.on('message', (data) => {
      const now = Date.now()
      if (now - windowStart > 10_000) [windowStart, rate] = [now, 0]
      rate += 1
      if (rate > MAX_RATE) return socket.close(4029, 'too many frames')
      screen.memory.set('alive', true)
      const frame = parse((data as Buffer).toString('utf8'))
      if (frame !== undefined)
        address
          .receive?.(screen, frame)
          .catch((error) => this.#log.warn({ error: errorText(error) }, 'a live frame failed'))
    })
    this.#hub.add(screen, who.topics)
    this.#hub.tell(screen, { type: 'hello', serverTime: new Date().toISOString() })
  }

  #ping(): void {
    for (const screen of this.#hub.screens()) {
      if (!screen.memory.get('alive')) screen.socket.terminate()
      else {
        screen.memory.set('alive', false)
        screen.socket.ping()
      }
    }
  }

  close(): void {
    clearInterval(this.#timer)
    this.#hub.close()
    this.#sockets.close()
  }
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
