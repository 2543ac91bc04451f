import { TimeWindows } from '../../kernel/time-windows.ts'

/** Counts inquiries in windows of an hour, each under several keys. */
export class Limits {
  readonly #hours = new TimeWindows(3600_000)

  /** Seconds until one of the keys may be counted again; 0 when all may, and then they are. */
  take(wanted: readonly { key: string; most: number }[], now = Date.now()): number {
    const full = wanted
      .map(({ key, most }) => ({ most, ...this.#hours.read(key, now) }))
      .filter(({ count, most }) => count >= most)
    if (full.length > 0) return Math.max(...full.map(({ left }) => Math.ceil(left / 1000)))
    for (const { key } of wanted) this.#hours.add(key, now)
    return 0
  }

  /** Takes back one count. */
  giveBack(keys: readonly string[]): void {
    for (const key of keys) this.#hours.takeBack(key)
  }

  /** How often the key was counted in its present window. */
  count(key: string, now = Date.now()): number {
    return this.#hours.read(key, now).count
  }
}
