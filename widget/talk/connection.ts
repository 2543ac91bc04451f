import type { WireFrame } from './wire.ts'

/** How the window hears of news: pushed, asked for now and then, or not at all for now. */
export type Link = 'live' | 'polling' | 'offline'

const FIRST_MS = 1000
const LONGEST_MS = 30_000
const POLL_MS = 12_000
/** A live connection that has been silent for this long is checked: a browser does not tell that it is dead. */
const SILENCE_MS = 180_000

/** What a connection needs of its window. */
export interface Wanted {
  open(): WebSocket
  /** Catches up after anything may have been missed; rejects when there is no answer. */
  catchUp(): Promise<void>
  frame(frame: WireFrame): void
  link(link: Link): void
  /** The session is not accepted any more. */
  ended(): void
}

/** Keeps a live connection; while there is none, asks for news now and then. */
export class Connection {
  readonly #wanted: Wanted
  #socket: WebSocket | undefined
  #pause = FIRST_MS
  #retry: ReturnType<typeof setTimeout> | undefined
  #poll: ReturnType<typeof setInterval> | undefined
  #stopped = false
  #heard = Date.now()
  readonly #wake = (): void => this.#again(0)
  readonly #sleep = (): void => {
    this.#wanted.link('offline')
    this.#socket?.close()
  }

  constructor(wanted: Wanted) {
    this.#wanted = wanted
    window.addEventListener('online', this.#wake)
    window.addEventListener('offline', this.#sleep)
    this.#connect()
    this.#poll = setInterval(() => this.#look(), POLL_MS)
  }

  /** Sends a frame if there is a connection; true when it left. */
  send(frame: object): boolean {
    if (this.#socket?.readyState !== WebSocket.OPEN) return false
    this.#socket.send(JSON.stringify(frame))
    return true
  }

  /** Tries at once instead of at the end of the pause. */
  hurry(): void {
    if (this.#socket === undefined) this.#again(0)
  }

  stop(): void {
    this.#stopped = true
    clearTimeout(this.#retry)
    clearInterval(this.#poll)
    window.removeEventListener('online', this.#wake)
    window.removeEventListener('offline', this.#sleep)
    this.#socket?.close()
  }

  #connect(): void {
    if (this.#stopped || this.#socket) return
    let socket: WebSocket
    try {
      socket = this.#wanted.open()
    } catch {
      this.#again(this.#pause)
      return
    }
    this.#socket = socket
    socket.addEventListener('message', (event) => this.#receive(socket, String(event.data)))
    socket.addEventListener('close', (event) => {
      if (this.#socket !== socket) return
      this.#socket = undefined
      if (this.#stopped) return
      if (event.code === REFUSED) this.#wanted.ended()
      else this.#again(this.#pause)
      this.#look()
    })
  }

  #receive(socket: WebSocket, text: string): void {
    if (this.#socket !== socket || this.#stopped) return
    this.#heard = Date.now()
    for (const frame of framesIn(text)) {
      if (frame.type === 'hello') this.#welcome()
      else this.#wanted.frame(frame)
    }
  }

  /** Only now it is known that the session was accepted and frames arrive; what came before is fetched. */
  #welcome(): void {
    this.#pause = FIRST_MS
    this.#wanted.link('live')
    this.#wanted.catchUp().catch(() => undefined)
  }

  #again(pause: number): void {
    clearTimeout(this.#retry)
    // Spread: a restart of the product must not bring everybody back in the same second.
    this.#retry = setTimeout(() => this.#connect(), pause * (0.7 + Math.random() * 0.6))
    this.#pause = Math.min(LONGEST_MS, Math.max(FIRST_MS, pause * 2))
  }

  #look(): void {
    const live = this.#socket?.readyState === WebSocket.OPEN
    if (this.#stopped || (live && Date.now() - this.#heard < SILENCE_MS)) return
    this.#heard = Date.now()
    this.#wanted.catchUp().then(
      () => {
        if (this.#socket?.readyState !== WebSocket.OPEN) this.#wanted.link('polling')
      },
      () => {
        this.#wanted.link('offline')
        this.#socket?.close()
      },
    )
  }
}

/** Frames leave the product in bundles. */
const framesIn = (text: string): WireFrame[] => {
  try {
    const bundle = JSON.parse(text) as { frames?: WireFrame[] }
    return Array.isArray(bundle.frames) ? bundle.frames : []
  } catch {
    return []
  }
}

/** Close code of a refused connection. */
const REFUSED = 4001
