interface Window {
  start: number
  count: number
}

const HOUR = 3600_000
const MOST_KEYS = 50_000

/** Counts in windows of an hour by key, in this process. */
export class Limits {
  readonly #windows = new Map<string, Window>()

  /** Seconds until one of the keys may be counted again; 0 when all may, and then they are. */
  take(wanted: readonly { key: string; most: number }[], now = Date.now()): number {
    const windows = wanted.map(({ key, most }) => ({ key, most, window: this.#window(key, now) }))
    const full = windows.filter(({ window, most }) => window.count >= most)
    if (full.length > 0)
      return Math.max(...full.map(({ window }) => Math.ceil((window.start + HOUR - now) / 1000)))
    for (const { key, window } of windows) {
      window.count += 1
      if (window.count === 1) this.#windows.delete(key)
      this.#windows.set(key, window)
    }
    this.#sweep(now)
    return 0
  }

  /** Takes back one count. */
  giveBack(keys: readonly string[]): void {
    for (const key of keys) {
      const window = this.#windows.get(key)
      if (window) window.count -= 1
    }
  }

  /** How often the key was counted in its present window. */
  count(key: string, now = Date.now()): number {
    return this.#window(key, now).count
  }

  #window(key: string, now: number): Window {
    const window = this.#windows.get(key)
    return window && now - window.start < HOUR ? window : { start: now, count: 0 }
  }

  // They stand in the order in which they were first counted, so the oldest come first. Whoever writes from ever new
  // addresses may make it forget, but not fill the memory.
  #sweep(now: number): void {
    for (const [key, window] of this.#windows) {
      if (now - window.start < HOUR && this.#windows.size < MOST_KEYS) return
      this.#windows.delete(key)
    }
  }
}
