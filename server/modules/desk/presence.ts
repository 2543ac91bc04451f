import { randomUUID } from 'node:crypto'
import type { Frame, LiveHub, Screen, Signals } from '../../kernel/live/index.ts'
import { mergeAgents, type PresentAgent } from './present-agents.ts'

/** After this long without word, somebody no longer types, and another process no longer has anybody here. */
const EXPIRY_MS = 30_000
/** How often each process repeats who is here; twice as often as would be needed. */
const REPEAT_MS = 10_000
/** Conversations that one screen may have open; more is no person. */
const MOST_OPEN = 50

/** What presence needs of the process: where frames go, and a way to the other processes. */
export interface PresenceParts {
  hub: Pick<LiveHub, 'publish'>
  signals: Pick<Signals, 'send' | 'on'>
}

/** Who has a conversation open and who types, over all processes. Frames go to `open:<conversationId>`. */
export interface Presence {
  opened(screen: Screen, conversationId: string): void
  closed(screen: Screen, conversationId: string): void
  typing(screen: Screen, conversationId: string, on: boolean): void
  /** The conversation can't be open any more: it was merged into another one, which need not be in everybody's sight. */
  ended(workspaceId: number, conversationId: string): void
  /** The screen is gone: closes everything that it had open. */
  left(screen: Screen): void
  stop(): void
}

/** Word from another process: somebody is here (with a state) or gone (null); or it asks who is here. */
type Word = ['ask'] | ['agent', process: string, conversationId: string, PresentAgent, here: boolean]

interface Room {
  readonly workspaceId: number
  readonly conversationId: string
  /** Screens of this process, and until when each types. */
  readonly screens: Map<Screen, number>
  /** People whom other processes told of, by process and person, and until when that holds. */
  readonly others: Map<string, { agent: PresentAgent; until: number }>
}

class LivePresence implements Presence {
  readonly #me = randomUUID().slice(0, 8)
  readonly #parts: PresenceParts
  readonly #rooms = new Map<string, Room>()
  readonly #open = new Map<Screen, Set<string>>()
  readonly #timer: NodeJS.Timeout

  constructor(parts: PresenceParts) {
    this.#parts = parts
    this.#timer = setInterval(() => this.#repeat(), REPEAT_MS)
    this.#timer.unref()
    parts.signals.on('presence', (workspaceId, word) => this.#hear(workspaceId, word as Word))
    parts.signals.send('presence', 0, ['ask'] satisfies Word)
  }

  opened(screen: Screen, conversationId: string): void {
    const open = this.#open.get(screen) ?? new Set<string>()
    // A screen may be gone by the time that its right to open was checked.
    if (!screen.caller?.id || screen.socket.readyState !== screen.socket.OPEN || open.size >= MOST_OPEN)
      return
    this.#open.set(screen, open.add(conversationId))
    this.#change(screen.workspaceId, conversationId, screen, (room) => room.screens.set(screen, 0))
  }

  closed(screen: Screen, conversationId: string): void {
    const open = this.#open.get(screen)
    if (!open?.delete(conversationId)) return
    if (open.size === 0) this.#open.delete(screen)
    this.#change(screen.workspaceId, conversationId, screen, (room) => room.screens.delete(screen))
  }

  typing(screen: Screen, conversationId: string, on: boolean): void {
    if (!this.#open.get(screen)?.has(conversationId)) return
    const until = on ? Date.now() + EXPIRY_MS : 0
    this.#change(screen.workspaceId, conversationId, screen, (room) => room.screens.set(screen, until))
  }

  ended(workspaceId: number, conversationId: string): void {
    const key = `${workspaceId} ${conversationId}`
    for (const screen of this.#rooms.get(key)?.screens.keys() ?? []) {
      const open = this.#open.get(screen)
      open?.delete(conversationId)
      if (open?.size === 0) this.#open.delete(screen)
    }
    this.#rooms.delete(key)
  }

  left(screen: Screen): void {
    for (const conversationId of this.#open.get(screen) ?? []) this.closed(screen, conversationId)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #room(workspaceId: number, conversationId: string): Room {
    const key = `${workspaceId} ${conversationId}`
    const room = this.#rooms.get(key) ?? {
      workspaceId,
      conversationId,
      screens: new Map(),
      others: new Map(),
    }
    this.#rooms.set(key, room)
    return room
  }

  #change(workspaceId: number, conversationId: string, screen: Screen, work: (room: Room) => void): void {
    const room = this.#room(workspaceId, conversationId)
    const before = this.#own(room)
    work(room)
    const id = screen.caller?.id ?? ''
    const [was, is] = [before.get(id), this.#own(room).get(id)]
    // A second window changes nothing for others, but it has to be told who is here.
    if (was?.state !== is?.state) this.#tell(room, is ?? was, is !== undefined)
    this.#show(room)
  }

  #own(room: Room): Map<string, PresentAgent> {
    const now = Date.now()
    return mergeAgents(
      [...room.screens].map(([{ caller }, typingUntil]) => ({
        id: caller?.id ?? '',
        name: caller?.name ?? '',
        state: typingUntil > now ? 'typing' : 'viewing',
      })),
    )
  }

  #tell(room: Room, agent: PresentAgent | undefined, here: boolean): void {
    if (!agent) return
    const word: Word = ['agent', this.#me, room.conversationId, agent, here]
    this.#parts.signals.send('presence', room.workspaceId, word)
  }

  #show(room: Room): void {
    const agents = mergeAgents([
      ...this.#own(room).values(),
      ...[...room.others.values()].map(({ agent }) => agent),
    ])
    const frame: Frame = {
      topics: [`open:${room.conversationId}`],
      frame: { type: 'presence', conversationId: room.conversationId, agents: [...agents.values()] },
      key: `presence ${room.conversationId}`,
    }
    this.#parts.hub.publish(room.workspaceId, [frame])
    this.#dropIfEmpty(room)
  }

  #dropIfEmpty(room: Room): void {
    if (room.screens.size + room.others.size === 0)
      this.#rooms.delete(`${room.workspaceId} ${room.conversationId}`)
  }

  #hear(workspaceId: number, word: Word): void {
    if (word[0] === 'ask') return this.#tellAll()
    const [, process, conversationId, agent, here] = word
    const room = this.#room(workspaceId, conversationId)
    const key = `${process} ${agent.id}`
    const before = room.others.get(key)?.agent
    if (here) room.others.set(key, { agent, until: Date.now() + EXPIRY_MS })
    else room.others.delete(key)
    if (before?.state !== (here ? agent.state : undefined)) this.#show(room)
    this.#dropIfEmpty(room)
  }

  #tellAll(): void {
    for (const room of this.#rooms.values())
      for (const agent of this.#own(room).values()) this.#tell(room, agent, true)
  }

  /** Repeats who is here for processes that missed it, and lets go of what was not repeated. */
  #repeat(): void {
    const now = Date.now()
    this.#tellAll()
    for (const room of this.#rooms.values()) {
      let changed = false
      for (const [screen, until] of room.screens) {
        if (until === 0 || until > now) continue
        room.screens.set(screen, 0)
        changed = true
      }
      for (const [key, { until }] of room.others) if (until <= now) changed = room.others.delete(key)
      if (changed) this.#show(room)
    }
  }
}

/** Starts keeping who is here in this process; the others are asked for theirs. */
export const createPresence = (parts: PresenceParts): Presence => new LivePresence(parts)
