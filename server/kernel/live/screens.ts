import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { WebSocketServer, type WebSocket } from 'ws'
import type { Caller } from '../caller.ts'
import { errorText } from '../errors.ts'
import type { Log } from '../log.ts'
import type { LiveHub } from './hub.ts'
import { Screen } from './screen.ts'

/** Every screen is pinged this often; each second a part of them, since thousands at once hold up everything else. */
const PING_SECONDS = 30
const MAX_FRAME = 64 * 1024
/** Frames a screen may send in ten seconds. */
const MAX_RATE = 200

/** A connection that is let in. `data` is what its address wants to remember. */
export interface Accepted {
  workspaceId: number
  caller: Caller | undefined
  topics: string[]
  /** Most screens on the first topic: beyond that the oldest ones make room. */
  most?: number
  data?: unknown
}

/** What a live address needs: who connects, and what to do with what they send. */
export interface LiveAddress {
  path: string
  /** Gives the connection's workspace and topics, or why it is refused. */
  connect(request: LiveRequest): Promise<Accepted | { refused: string }>
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
  #opened = 0
  #second = 0

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
      this.#letIn(request, socket, head, addressOf).catch((error) => {
        this.#log.error({ error: errorText(error) }, 'a live connection failed')
        refuse(socket, '503 Service Unavailable')
      })
    })
    this.#timer = setInterval(() => this.#ping(), 1000)
    this.#timer.unref()
  }

  async #letIn(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    addressOf: (headers: LiveRequest['headers'], remote: string) => string,
  ): Promise<void> {
    const url = URL.parse(request.url ?? '', 'http://x')
    if (!url) return refuse(socket, '400 Bad Request')
    const match = this.#match(url.pathname)
    if (!match) return refuse(socket, '404 Not Found')
    const { headers } = request
    const ip = addressOf(headers, request.socket.remoteAddress ?? '')
    const result = await match.address.connect({ url, headers, params: match.params, ip })
    this.#sockets.handleUpgrade(request, socket, head, (accepted) => {
      // Without this, a broken frame of somebody who is being refused would end the process.
      accepted.on('error', () => undefined)
      if ('refused' in result) accepted.close(4001, result.refused)
      else this.#open(match.address, accepted, socket, result)
    })
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

  #open(address: LiveAddress, socket: WebSocket, wire: Duplex, who: Accepted): void {
    const screen = new Screen(socket, wire, who.workspaceId, who.caller)
    let rate = 0
    let windowStart = Date.now()
    let turn = Promise.resolve()
    screen.memory.set('turn', this.#opened++ % PING_SECONDS)
    screen.memory.set('alive', true)
    screen.memory.set('data', who.data)
    socket.on('pong', () => screen.memory.set('alive', true))
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
      if (frame === undefined) return
      if (isPing(frame)) return this.#hub.tell(screen, { type: 'pong' })
      // One after the other: a `close` must not overtake the `open` before it, whose rights are still looked up.
      turn = turn
        .then(() => address.receive?.(screen, frame))
        .catch((error) => this.#log.warn({ error: errorText(error) }, 'a live frame failed'))
    })
    this.#hub.add(screen, who.topics)
    this.#makeRoom(who)
    this.#hub.tell(screen, { type: 'hello', serverTime: new Date().toISOString() })
  }

  /** Lines that died unnoticed lie among the oldest: whoever comes back on a bad line is never the one to go. */
  #makeRoom({ workspaceId, topics: [topic = ''], most = Infinity }: Accepted): void {
    const screens = this.#hub.on(workspaceId, topic)
    for (const screen of screens) {
      if (screens.size <= most) return
      this.#hub.remove(screen)
      screen.socket.close(1013, 'too many windows')
    }
  }

  #ping(): void {
    this.#second = (this.#second + 1) % PING_SECONDS
    for (const screen of this.#hub.screens()) {
      if (screen.memory.get('turn') !== this.#second) continue
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

const refuse = (socket: Duplex, status: string): void => {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`)
}

/** A page cannot see the socket's own pings: it asks by a frame whether the line still stands. */
const isPing = (frame: unknown): boolean => (frame as { type?: unknown } | null)?.type === 'ping'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
