import type { Screen } from './screen.ts'
import { textFrame } from './text-frame.ts'

/** A frame as text; `id` says what came first, a later one with the same `key` replaces it. */
export interface Packed {
  id: number
  key: string | undefined
  text: string
}

/**
 * What waits for the next tick, by topic and not by screen: with thousands of screens on few topics, most texts are
 * made once and sent to many.
 */
export class Tick {
  readonly #byTopic = new Map<number, Map<string, Packed[]>>()
  readonly #byScreen = new Map<Screen, Packed[]>()
  readonly #shared = new Map<string, Buffer>()

  get isEmpty(): boolean {
    return this.#byTopic.size === 0 && this.#byScreen.size === 0
  }

  /** Adds a frame for everybody who will be on the topic. */
  add(workspaceId: number, topic: string, packed: Packed): void {
    let topics = this.#byTopic.get(workspaceId)
    if (!topics) this.#byTopic.set(workspaceId, (topics = new Map()))
    const list = topics.get(topic)
    if (list) list.push(packed)
    else topics.set(topic, [packed])
  }

  /** Adds a frame for one screen. */
  tell(screen: Screen, packed: Packed): void {
    const list = this.#byScreen.get(screen)
    if (list) list.push(packed)
    else this.#byScreen.set(screen, [packed])
  }

  /** Screens that something waits for. */
  screens(on: (workspaceId: number, topic: string) => ReadonlySet<Screen>): Set<Screen> {
    const found = new Set(this.#byScreen.keys())
    for (const [workspaceId, topics] of this.#byTopic)
      for (const topic of topics.keys()) for (const screen of on(workspaceId, topic)) found.add(screen)
    return found
  }

  /** What one screen is sent, ready for the wire; the same buffer for all who are on the same of the topics that something waits for. */
  frameFor(screen: Screen): Buffer {
    const waiting = this.#byTopic.get(screen.workspaceId)
    const topics = waiting ? [...screen.topics].filter((topic) => waiting.has(topic)) : []
    const lists = topics.map((topic) => waiting?.get(topic) ?? [])
    const told = this.#byScreen.get(screen)
    if (told) return pack([...lists, told])
    const name = `${screen.workspaceId} ${topics.join(' ')}`
    let text = this.#shared.get(name)
    if (!text) this.#shared.set(name, (text = pack(lists)))
    return text
  }
}

/** Frames in their order, each once; of those with one key the last. */
const pack = (lists: readonly Packed[][]): Buffer => {
  const all = new Map<number, Packed>()
  const latest = new Map<string, number>()
  for (const packed of lists.flat()) {
    all.set(packed.id, packed)
    if (packed.key !== undefined) latest.set(packed.key, Math.max(packed.id, latest.get(packed.key) ?? 0))
  }
  const texts = [...all.values()]
    .filter(({ id, key }) => key === undefined || latest.get(key) === id)
    .sort((a, b) => a.id - b.id)
    .map(({ text }) => text)
  return textFrame(`{"frames":[${texts.join(',')}]}`)
}
