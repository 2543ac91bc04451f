import type { FastifyReply } from 'fastify'
import { tooMany } from '../errors.ts'

interface Window {
  start: number
  count: number
}

/** Fixed one-minute windows per key, in memory: protects this process, costs nothing, forgets by itself. */
export class RateLimiter {
  readonly #windows = new Map<string, Window>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts one call; throws `too-many` over the limit. Gives what the headers say. */
  take(key: string, limit: number): { limit: number; remaining: number; resetSeconds: number } {
    const now = this.#now()
    let window = this.#windows.get(key)
    if (!window || now - window.start >= 60_000) {
      if (this.#windows.size > 50_000) this.#sweep(now)
      window = { start: now, count: 0 }
      this.#windows.set(key, window)
    }
    window.count += 1
    const resetSeconds = Math.max(1, Math.ceil((window.start + 60_000 - now) / 1000))
    if (window.count > limit) {
      throw tooMany(
        'kernel.too-many',
        `Too many requests: ${limit} a minute are allowed here. Wait ${resetSeconds} seconds.`,
        { retryAfterSeconds: resetSeconds, limit },
      )
    }
    return { limit, remaining: limit - window.count, resetSeconds }
  }

  #sweep(now: number): void {
    for (const [key, window] of this.#windows) if (now - window.start >= 60_000) this.#windows.delete(key)
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
