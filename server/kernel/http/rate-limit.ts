import type { FastifyReply } from 'fastify'
import { tooMany } from '../errors.ts'
import { TimeWindows } from '../time-windows.ts'

/** Fixed one-minute windows per key: protects this process. */
export class RateLimiter {
  readonly #minutes = new TimeWindows(60_000)
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Counts one call; throws `too-many` over the limit. Gives what the headers say. */
  take(key: string, limit: number): { limit: number; remaining: number; resetSeconds: number } {
    const { count, left } = this.#minutes.add(key, this.#now())
    const resetSeconds = Math.max(1, Math.ceil(left / 1000))
    if (count > limit) {
      throw tooMany(
        'kernel.too-many',
        `Too many requests: ${limit} a minute are allowed here. Wait ${resetSeconds} seconds.`,
        { retryAfterSeconds: resetSeconds, limit },
      )
    }
    return { limit, remaining: limit - count, resetSeconds }
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
