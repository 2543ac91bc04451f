import { TimeWindows } from '../../kernel/time-windows.ts'

/** Counts what visitors do in a minute. Keys are visitors, never addresses: offices share one. */
export class Limits {
  readonly #minutes = new TimeWindows(60_000)

  /** Counts one more. Gives the seconds to wait when that is over the limit, else 0. */
  take(key: string, most: number, now = Date.now()): number {
    const { count, left } = this.#minutes.add(key, now)
    return count > most ? Math.max(1, Math.ceil(left / 1000)) : 0
  }
}
