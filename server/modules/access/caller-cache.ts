import type { Caller } from '../../kernel/caller.ts'
import type { Clock } from '../../kernel/clock.ts'

const LIFE_MS = 5_000
const MOST = 20_000

interface Entry {
  caller: Promise<Caller | undefined>
  until: number
}

/** Remembers for 5 seconds whom a credential belongs to, by the credential's hash. */
export class CallerCache {
  readonly #clock: Clock
  readonly #entries = new Map<string, Entry>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * The caller of a credential, loaded when it isn't known. The promise is kept from the start of the load, so that a
   * `clear` that comes meanwhile also drops what is still being read from before the change.
   */
  async get(key: string, load: () => Promise<Caller | undefined>): Promise<Caller | undefined> {
    const now = this.#clock.now().getTime()
    const known = this.#entries.get(key)
    if (known && now < known.until) return known.caller
    if (this.#entries.size >= MOST) this.#entries.clear()
    const entry = { caller: load(), until: now + LIFE_MS }
    this.#entries.set(key, entry)
    const forget = (): void => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key)
    }
    try {
      const caller = await entry.caller
      if (!caller) forget()
      return caller
    } catch (error) {
      forget()
      throw error
    }
  }

  /** Forgets everybody. */
  clear(): void {
    this.#entries.clear()
  }
}
