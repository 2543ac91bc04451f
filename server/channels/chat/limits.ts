/** Counts in windows of a minute by key, in this process. Keys are visitors, never addresses: offices share one. */
export class Limits {
  /** In the order in which they began. */
  readonly #windows = new Map<string, { start: number; count: number }>()
  readonly #mostKeys: number

  constructor(mostKeys = MOST_KEYS) {
    this.#mostKeys = mostKeys
  }

  /** Counts one more. Gives the seconds to wait when that is over the limit, else 0. */
  take(key: string, most: number, now = Date.now()): number {
    let window = this.#windows.get(key)
    if (!window || now - window.start >= MINUTE) {
      window = { start: now, count: 0 }
      this.#windows.delete(key)
      this.#windows.set(key, window)
      this.#forget(now)
    }
    window.count += 1
    return window.count > most ? Math.max(1, Math.ceil((window.start + MINUTE - now) / 1000)) : 0
  }

  // The oldest come first, so that it looks at no more than it removes.
  #forget(now: number): void {
    for (const [key, { start }] of this.#windows) {
      if (now - start < MINUTE && this.#windows.size <= this.#mostKeys) return
      this.#windows.delete(key)
    }
  }
}

const MINUTE = 60_000
const MOST_KEYS = 20_000
