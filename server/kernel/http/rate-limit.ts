import type { FastifyReply } from 'fastify'
import { tooMany } from '../errors.ts'

interface Window {
  start: number
  count: number
}

const MINUTE = 60_000
const MOST_KEYS = 50_000

/** Fixed one-minute windows per key, in memory: protects this process, costs nothing, forgets by itself. */
export class RateLimiter {
  /** In the order in which they began. */
  readonly #windows = new Map<string, Window>()
  readonly #now: () => number
  readonly #mostKeys: number

  constructor(now: () => number, mostKeys = MOST_KEYS) {
    this.#now = now
    this.#mostKeys = mostKeys
  }

  /** Counts one call; throws `too-many` over the limit. Gives what the headers say. */
  take(key: string, limit: number): { limit: number; remaining: number; resetSeconds: number } {
    const now = this.#now()
    let window = this.#windows.get(key)
    if (!window || now - window.start >= MINUTE) {
      window = { start: now, count: 0 }
      this.#windows.delete(key)
      this.#windows.set(key, window)
      this.#forget(now)
    }
    window.count += 1
    const resetSeconds = Math.max(1, Math.ceil((window.start + MINUTE - now) / 1000))
    if (window.count > limit) {
      throw tooMany(
        'kernel.too-many',
        `Too many requests: ${limit} a minute are allowed here. Wait ${resetSeconds} seconds.`,
        { retryAfterSeconds: resetSeconds, limit },
      )
    }
    return { limit, remaining: limit - window.count, resetSeconds }
  }

  // The oldest come first, so that it looks at no more than it removes. Whoever calls under ever new keys may make it
  // forget, but neither fill the memory nor make each call slow.
  #forget(now: number): void {
    for (const [key, { start }] of this.#windows) {
      if (now - start < MINUTE && this.#windows.size <= this.#mostKeys) return
      this.#windows.delete(key)
    }
  }
}

/** Sets the RateLimit headers (draft-ietf-httpapi-ratelimit-headers, the widely read three-header form). */
export const rateHeaders = (
  reply: FastifyReply,
  state: { limit: number; remaining: number; resetSeconds: number },
): void => {
  reply.header('ratelimit-limit', state.limit)
  reply.header('ratelimit-remaining', state.remaining)
  reply.header('ratelimit-reset', state.resetSeconds)
}
