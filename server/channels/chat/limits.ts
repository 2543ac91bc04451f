/** Counts in windows of a minute by key, in this process. Keys are visitors, never addresses: offices share one. */
export class Limits {
  readonly #windows = new Map<string, { start: number; count: number }>()

  /** Counts one more. Gives the seconds to wait when that is over the limit, else 0. */
  take(key: string, most: number, now = Date.now()): number {
    let window = this.#windows.get(key)
    if (!window || now - window.start >= MINUTE) {
      if (this.#windows.size >= MOST_KEYS) this.#sweep(now)
      window = { start: now, count: 0 }
      this.#windows.set(key, window)
    }
    window.count += 1
    return window.count > most ? Math.max(1, Math.ceil((window.start + MINUTE - now) / 1000)) : 0
  }

  #sweep(now: number): void {
    for (const [key, window] of this.#windows) if (now - window.start >= MINUTE) this.#windows.delete(key)
  }
}

const MINUTE = 60_000
const MOST_KEYS = 20_000
