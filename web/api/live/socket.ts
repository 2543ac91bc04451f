import { connection } from './connection.ts'
import { type ClientFrame, type Frame, readFrames } from './frames.ts'

/** Close code with which the server says: signed out, or permissions changed. */
const signedOut = 4001
/** How often the line is tried, in ms; one that has not answered by the next time counts as dead. */
const pingEvery = 20_000

/** Milliseconds to wait before the next attempt: doubles up to 20 s, spread so that screens do not come all at once. */
export const backOff = (attempt: number, random: number): number =>
  Math.min(1000 * 2 ** attempt, 20_000) * (0.5 + random / 2)

interface Ears {
  frames(frames: Frame[]): void
  /**
   * The connection stands. What was fetched before may lack what was said until now; `again` after a loss, which may
   * have been long.
   */
  opened(again: boolean): void
  /** The session ended or its rights changed. */
  rights(): void
}

/** The live connection: keeps itself up, and tells the server again what is open after each return. */
export class LiveSocket {
  #socket: WebSocket | undefined
  #ears: Ears
  #address: () => string
  #opened = new Map<string, number>()
  #attempt = 0
  #retry: ReturnType<typeof setTimeout> | undefined
  #beat: ReturnType<typeof setInterval> | undefined
  #wasOpen = false
  #asked = false
  #here = false
  #stopped = true

  constructor(address: () => string, ears: Ears) {
    this.#address = address
    this.#ears = ears
  }

  start(): void {
    if (!this.#stopped) return
    this.#stopped = false
    globalThis.addEventListener('online', this.#hurry)
    globalThis.addEventListener('offline', this.#drop)
    this.#connect()
  }

  stop(): void {
    this.#stopped = true
    globalThis.removeEventListener('online', this.#hurry)
    globalThis.removeEventListener('offline', this.#drop)
    clearTimeout(this.#retry)
    clearInterval(this.#beat)
    this.#socket?.close(1000)
    this.#socket = undefined
    this.#wasOpen = false
    this.#attempt = 0
    connection.set('connecting')
  }

  /** Says that this screen shows a conversation; gives back how to say that it no longer does. */
  open(conversationId: string): () => void {
    const screens = this.#opened.get(conversationId) ?? 0
    this.#opened.set(conversationId, screens + 1)
    if (screens === 0) this.#send({ type: 'open', conversationId })
    let closed = false
    return () => {
      if (closed) return
      closed = true
      const left = (this.#opened.get(conversationId) ?? 1) - 1
      if (left > 0) this.#opened.set(conversationId, left)
      else {
        this.#opened.delete(conversationId)
        this.#send({ type: 'close', conversationId })
      }
    }
  }

  /** Conversations that are on this screen. */
  shown(): string[] {
    return [...this.#opened.keys()]
  }

  typing(conversationId: string, on: boolean): void {
    this.#send({ type: 'typing', conversationId, on })
  }

  /** Says whether the person looks at this screen. */
  here(on: boolean): void {
    this.#here = on
    this.#send({ type: 'here', on })
  }

  #send(frame: ClientFrame): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  #connect(): void {
    const socket = new WebSocket(this.#address())
    this.#socket = socket
    socket.addEventListener('open', () => this.#welcome(socket))
    socket.addEventListener('message', (event) => {
      if (this.#socket === socket) this.#hear(event.data)
    })
    socket.addEventListener('close', (event) => {
      if (this.#socket === socket) this.#lost(event.code)
    })
  }

  #welcome(socket: WebSocket): void {
    if (this.#socket !== socket) return
    this.#attempt = 0
    this.#asked = false
    connection.heard()
    connection.set('open')
    for (const conversationId of this.#opened.keys()) this.#send({ type: 'open', conversationId })
    if (this.#here) this.here(true)
    clearInterval(this.#beat)
    this.#beat = setInterval(() => this.#ping(), pingEvery)
    const again = this.#wasOpen
    this.#wasOpen = true
    this.#ears.opened(again)
  }

  #ping(): void {
    if (this.#asked) return this.#drop()
    this.#asked = true
    this.#send({ type: 'ping' })
  }

  #hear(text: unknown): void {
    connection.heard()
    this.#asked = false
    const frames = readFrames(text)
    for (const frame of frames) {
      if (frame.type === 'hello') connection.setServerTime(frame.serverTime)
    }
    this.#ears.frames(frames)
  }

  #lost(code: number): void {
    clearInterval(this.#beat)
    this.#socket = undefined
    if (this.#stopped) return
    connection.set('lost')
    if (code === signedOut) this.#ears.rights()
    clearTimeout(this.#retry)
    this.#retry = setTimeout(() => this.#connect(), backOff(this.#attempt, Math.random()))
    this.#attempt += 1
  }

  /** Gives the connection up without waiting for the other side to notice. */
  readonly #drop = (): void => {
    const socket = this.#socket
    if (!socket) return
    this.#lost(1006)
    socket.close()
  }

  /** The network is back: tries at once. */
  readonly #hurry = (): void => {
    if (this.#stopped || this.#socket) return
    clearTimeout(this.#retry)
    this.#attempt = 0
    this.#connect()
  }
}
