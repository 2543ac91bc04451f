const MINUTE = 60
const HOUR = 60 * MINUTE

/** Seconds between the attempts of one delivery: ten attempts in a little over three days. */
const WAITS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR]

/** Longest time that an answer's Retry-After is heeded. */
const LONGEST_WISH = 6 * HOUR

/**
 * Seconds until the next attempt of a delivery that was tried `attempts` times; undefined when it is given up. The
 * other side's own wish counts when it is longer.
 */
export const waitSeconds = (attempts: number, retryAfterSeconds = 0): number | undefined => {
  const wait = WAITS[attempts - 1]
  return wait === undefined ? undefined : Math.max(wait, Math.min(retryAfterSeconds, LONGEST_WISH))
}

/**
 * Seconds that everything for a webhook waits after its n-th failure in a row to take anything at all: an address that
 * is away is asked now and then, not once for each event that waits.
 */
export const holdSeconds = (failures: number, retryAfterSeconds = 0): number =>
  Math.max(Math.min(2 ** Math.max(0, failures - 1), 5 * MINUTE), Math.min(retryAfterSeconds, LONGEST_WISH))

/** A webhook that took nothing for so long is switched off. */
export const DISABLE_AFTER_MS = 5 * 24 * HOUR * 1000

/** For how many days deliveries are kept to be looked at and sent again, unless an owner says otherwise. */
export const KEEP_DAYS = 30
