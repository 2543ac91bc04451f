/** Attempts after which a message that nobody could take is given up: a little over two days. */
export const MAX_ATTEMPTS = 18

/** Seconds until the next attempt: 15 s, doubling, at most 4 hours; the other side's own wish counts when it is longer. */
export const waitSeconds = (attempts: number, retryAfterSeconds = 0): number =>
  Math.max(Math.min(15 * 2 ** Math.max(0, attempts - 1), 4 * 3600), Math.min(retryAfterSeconds, 24 * 3600))
