import type { Frame } from './push.ts'
import type { Screen } from './screen.ts'
import { Tick, type Packed } from './tick.ts'

/** Most bytes that wait for one slow screen; past that the screen is closed and catches up by itself. */
const MAX_BUFFERED = 4 * 1024 * 1024
/** Screens that are sent to in one go. */
const SLICE = 100

/** Frames leave in ticks, not one by one: with thousands of screens to be told, the system calls are what costs. */
const tickFor = (screens: number): number => Math.min(60, 10 + screens / 20)
/** What is announced together leaves together. */
const LEAST_WAIT_MS = 10

/** Keeps the open screens of this process and hands frames to those who are on their topics. */
export class LiveHub {
  readonly #topics = new Map<string, Set<Screen>>()
  readonly #screens = new Set<Screen>()
  #tick = new Tick()
  #ticking = false
  #woken = false
  #load = (): Promise<void> => Promise.resolve()
  /** How many screens the last tick reached. */
  #reached = 0
  #timer: NodeJS.Timeout | undefined
  #lastTick = 0
  #nextId = 1

  get size(): number {
    return this.#screens.size
  }

  /** Which people's screens are open in this process, by workspace: no API key's. */
  callers(): Map<number, Set<string>> {
    const found = new Map<number, Set<string>>()
    for (const { workspaceId, caller } of this.#screens)
      if (caller?.kind === 'person' && caller.id !== undefined)
        found.set(workspaceId, (found.get(workspaceId) ?? new Set()).add(caller.id))
    return found
  }

  /** Adds a screen; it leaves by itself when its socket closes. */
  add(screen: Screen, topics: Iterable<string>): void {
    this.#screens.add(screen)
    for (const topic of topics) this.join(screen, topic)
  }

  remove(screen: Screen): void {
    this.#screens.delete(screen)
    for (const topic of screen.topics) this.leave(screen, topic)
  }

  /** Puts a screen on a topic; one that has gone meanwhile stays away. */
  join(screen: Screen, topic: string): void {
    if (!this.#screens.has(screen)) return
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
      for (const topic of topics) {
        if (this.on(workspaceId, topic).size === 0) continue
        packed ??= this.#pack(frame, key)
        this.#tick.add(workspaceId, topic, packed)
      }
    }
    this.#schedule()
  }

  /** Sends a frame to one screen with the next tick. */
  tell(screen: Screen, frame: Frame['frame']): void {
    this.#tick.tell(screen, this.#pack(frame, undefined))
    this.#schedule()
  }

  #pack(frame: Frame['frame'], key: string | undefined): Packed {
    return { id: this.#nextId++, key, text: JSON.stringify(frame) }
  }

  /** Sets what is asked for frames at the start of a tick that was woken. It must not throw. */
  fillWith(load: () => Promise<void>): void {
    this.#load = load
  }

  /** Has a tick come soon, although nothing is published yet: what fills it will know more by then. */
  wake(): void {
    this.#woken = true
    this.#schedule()
  }

  #schedule(): void {
    if (this.#ticking || (this.#tick.isEmpty && !this.#woken)) return
    const due = this.#lastTick + tickFor(this.#reached) - performance.now()
    this.#timer ??= setTimeout(() => void this.#flush(), Math.max(LEAST_WAIT_MS, due))
  }

  async #flush(): Promise<void> {
    this.#timer = undefined
    this.#ticking = true
    this.#lastTick = performance.now()
    if (this.#woken) {
      this.#woken = false
      await this.#load()
    }
    const tick = this.#tick
    this.#tick = new Tick()
    const screens = [...tick.screens((workspaceId, topic) => this.on(workspaceId, topic))]
    this.#reached = screens.length
    this.#send(tick, screens, 0)
  }

  /** Sends a slice and lets others work before the next one: thousands of sends in one go would hold up everything. */
  #send(tick: Tick, screens: readonly Screen[], from: number): void {
    const to = Math.min(from + SLICE, screens.length)
    for (const screen of screens.slice(from, to)) {
      if (screen.unread > MAX_BUFFERED) screen.socket.close(1013, 'too slow')
      else screen.write(tick.frameFor(screen))
    }
    if (to < screens.length) {
      setImmediate(() => this.#send(tick, screens, to))
      return
    }
    this.#ticking = false
    this.#schedule()
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
