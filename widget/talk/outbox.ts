import type { Keep } from '../shared/keep.ts'

/** A message of the visitor's that the product's thread does not show yet. */
export interface Outgoing {
  key: string
  text: string
  at: number
  files: readonly File[]
  /** `sent`: the product has it, and its thread will show it in a moment. */
  state: 'waiting' | 'sent' | 'refused'
  /** Why it was refused, in words. */
  reason?: string
}

/** Messages older than this are not sent any more by themselves: nobody expects them. */
const OLDEST_MS = 3 * 24 * 3600 * 1000

/**
 * The visitor's messages until the thread shows them. They outlive the page, but not their files: those can't be kept
 * in a browser's store. Several tabs may send the same message: its key makes that harmless.
 */
export class Outbox {
  readonly #keep: Keep
  readonly #key: string
  #messages: Outgoing[]

  constructor(keep: Keep, key: string, now = Date.now()) {
    this.#keep = keep
    this.#key = key
    this.#messages = read(keep.get(key)).filter(({ at }) => now - at < OLDEST_MS)
  }

  /** The outbox under another key of the store, with what waits in this one besides. */
  movedTo(keep: Keep, key: string): Outbox {
    if (key === this.#key) return this
    const other = new Outbox(keep, key)
    for (const message of this.#messages) {
      if (!other.has(message.key)) other.add(message)
    }
    this.#set([])
    return other
  }

  get messages(): readonly Outgoing[] {
    return this.#messages
  }

  /** The next message to be sent. */
  get next(): Outgoing | undefined {
    return this.#messages.find(({ state }) => state === 'waiting')
  }

  has(key: string): boolean {
    return this.#messages.some((message) => message.key === key)
  }

  add(message: Outgoing): void {
    this.#set([...this.#messages, message])
  }

  change(key: string, change: Partial<Outgoing>): void {
    this.#set(this.#messages.map((message) => (message.key === key ? { ...message, ...change } : message)))
  }

  remove(key: string): void {
    this.#set(this.#messages.filter((message) => message.key !== key))
  }

  /** Drops what the thread shows. */
  settle(keys: ReadonlySet<string>): void {
    if (this.#messages.some(({ key }) => keys.has(key))) {
      this.#set(this.#messages.filter(({ key }) => !keys.has(key)))
    }
  }

  #set(messages: Outgoing[]): void {
    this.#messages = messages
    const kept = messages.filter(({ files }) => files.length === 0)
    if (kept.length === 0) this.#keep.remove(this.#key)
    else this.#keep.set(this.#key, JSON.stringify(kept.map(({ files: _files, ...rest }) => rest)))
  }
}

const STATES = new Set(['waiting', 'sent', 'refused'])

/** Whatever stands in the store may be of another version, or of somebody's extension. */
const read = (text: string | null): Outgoing[] => {
  try {
    const list = JSON.parse(text ?? '[]') as unknown
    if (!Array.isArray(list)) return []
    return (list as Partial<Outgoing>[]).flatMap((one) =>
      typeof one?.key === 'string' &&
      typeof one.text === 'string' &&
      typeof one.at === 'number' &&
      STATES.has(one.state ?? '')
        ? [{ ...(one as Outgoing), files: [] }]
        : [],
    )
  } catch {
    return []
  }
}
