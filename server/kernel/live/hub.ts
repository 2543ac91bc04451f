import type { WebSocket } from 'ws'
import type { Caller } from '../caller.ts'
import type { Frame } from './push.ts'

/** Most frames that wait for one slow screen; past that the screen is closed and catches up by itself. */
const MAX_WAITING = 2000
const MAX_BUFFERED = 4 * 1024 * 1024

interface Packed {
  id: number
  key: string | undefined
  text: string
}

/** One open screen. */
export class Screen {
  readonly workspaceId: number
  readonly caller: Caller | undefined
  readonly topics = new Set<string>()
  readonly socket: WebSocket
  waiting: Packed[] = []
  /** Whatever the rooms remember about this screen. */
  readonly memory = new Map<string, unknown>()

  constructor(socket: WebSocket, workspaceId: number, caller: Caller | undefined) {
    this.socket = socket
    this.workspaceId = workspaceId
    this.caller = caller
  }
}

/** Frames leave in ticks, not one by one: with thousands of screens the system calls are what costs. */
const tickFor = (screens: number): number => Math.min(100, 10 + screens / 20)

/** Keeps the open screens of this process and hands frames to those who are on their topics. */
export class LiveHub {
  readonly #topics = new Map<string, Set<Screen>>()
  readonly #screens = new Set<Screen>()
  readonly #dirty = new Set<Screen>()
  #timer: NodeJS.Timeout | undefined
  #nextId = 1

  get size(): number {
    return this.#screens.size
  }

  /** Adds a screen; it leaves by itself when its socket closes. */
  add(screen: Screen, topics: Iterable<string>): void {
    this.#screens.add(screen)
    for (const topic of topics) this.join(screen, topic)
  }

  remove(screen: Screen): void {
    this.#screens.delete(screen)
    this.#dirty.delete(screen)
    for (const topic of screen.topics) this.leave(screen, topic)
  }

  join(screen: Screen, topic: string): void {
    const key = `${screen.workspaceId} ${topic}`
    screen.topics.add(topic)
    const set = this.#topics.get(key)
    if (set) set.add(screen)
    else this.#topics.set(key, new Set([screen]))
  }

  leave(screen: Screen, topic: string): void {
    const key = `${screen.workspaceId} ${topic}`
    screen.topics.delete(topic)
    const set = this.#topics.get(key)
    set?.delete(screen)
    if (set?.size === 0) this.#topics.delete(key)
  }

  /** Screens of this process on a topic. */
  on(workspaceId: number, topic: string): ReadonlySet<Screen> {
    return this.#topics.get(`${workspaceId} ${topic}`) ?? NONE
  }

  /** All screens of this process. */
  screens(): Iterable<Screen> {
    return this.#screens
  }

  /** Puts frames into the next tick of everybody who is on one of their topics. */
  publish(workspaceId: number, frames: readonly Frame[]): void {
    for (const { topics, frame, key } of frames) {
      let packed: Packed | undefined
      const given = topics.length > 1 ? new Set<Screen>() : undefined
      for (const topic of topics) {
        for (const screen of this.on(workspaceId, topic)) {
          if (given?.has(screen)) continue
          given?.add(screen)
          packed ??= { id: this.#nextId++, key, text: JSON.stringify(frame) }
          this.#queue(screen, packed)
        }
      }
    }
  }

  /** Sends a frame to one screen with the next tick. */
  tell(screen: Screen, frame: Frame['frame']): void {
    this.#queue(screen, { id: this.#nextId++, key: undefined, text: JSON.stringify(frame) })
  }

  #queue(screen: Screen, packed: Packed): void {
    if (packed.key !== undefined) {
      const at = screen.waiting.findIndex((other) => other.key === packed.key)
      if (at >= 0) screen.waiting.splice(at, 1)
    }
    screen.waiting.push(packed)
    if (screen.waiting.length > MAX_WAITING) {
      screen.socket.close(1013, 'too slow')
      return
    }
    this.#dirty.add(screen)
    this.#timer ??= setTimeout(() => this.#flush(), tickFor(this.#screens.size))
  }

  #flush(): void {
    this.#timer = undefined
    const made = new Map<string, Buffer>()
    for (const screen of this.#dirty) {
      if (screen.socket.bufferedAmount > MAX_BUFFERED) {
        screen.socket.close(1013, 'too slow')
        continue
      }
      const key = screen.waiting.map((packed) => packed.id).join(',')
      let text = made.get(key)
      if (!text) {
        text = Buffer.from(`{"frames":[${screen.waiting.map((packed) => packed.text).join(',')}]}`)
        made.set(key, text)
      }
      screen.waiting = []
      screen.socket.send(text, { binary: false })
    }
    this.#dirty.clear()
  }

  /** Closes the screens on a topic; they come back with the rights of then. */
  end(
    workspaceId: number,
    topic: string,
    reason: string,
    which: (screen: Screen) => boolean = () => true,
  ): void {
    for (const screen of Array.from(this.on(workspaceId, topic)))
      if (which(screen)) screen.socket.close(4001, reason)
  }

  /** Closes every screen; they reconnect to another process or after the restart. */
  close(): void {
    clearTimeout(this.#timer)
    for (const screen of this.#screens) screen.socket.close(1012, 'restarting')
  }
}

const NONE: ReadonlySet<Screen> = new Set()
