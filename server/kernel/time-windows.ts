/** What was counted under a key in its present window, and how long that lasts on. */
export interface Counted {
  count: number
  /** Milliseconds until the window ends. */
  left: number
}

const MOST_KEYS = 50_000

/** Counts by key in fixed windows of time, in this process's memory: costs nothing and forgets by itself. */
export class TimeWindows {
  /** In the order in which they began. */
  readonly #windows = new Map<string, { start: number; count: number }>()
  readonly #length: number
  readonly #mostKeys: number

  /** `length` of a window in milliseconds; with more keys than `mostKeys` the oldest are forgotten. */
  constructor(length: number, mostKeys = MOST_KEYS) {
    this.#length = length
    this.#mostKeys = mostKeys
  }

  /** What is counted so far; nothing starts by asking. */
  read(key: string, now: number): Counted {
    const { start, count } = this.#present(key, now) ?? { start: now, count: 0 }
    return { count, left: start + this.#length - now }
  }

  /** Counts one more; the first one starts a window. */
  add(key: string, now: number): Counted {
    const window = this.#present(key, now) ?? this.#begin(key, now)
    window.count += 1
    return this.read(key, now)
  }

  /** Takes one back. */
  takeBack(key: string): void {
    const window = this.#windows.get(key)
    if (window) window.count -= 1
  }

  #present(key: string, now: number): { start: number; count: number } | undefined {
    const window = this.#windows.get(key)
    return window && now - window.start < this.#length ? window : undefined
  }

  #begin(key: string, now: number): { start: number; count: number } {
    const window = { start: now, count: 0 }
    this.#windows.delete(key)
    this.#windows.set(key, window)
    this.#forget(now)
    return window
  }

  // The oldest come first, so that it looks at no more than it removes. Whoever calls under ever new keys may make it
  // forget, but neither fill the memory nor make each call slow.
  #forget(now: number): void {
    for (const [key, { start }] of this.#windows) {
      if (now - start < this.#length && this.#windows.size <= this.#mostKeys) return
      this.#windows.delete(key)
    }
  }
}
