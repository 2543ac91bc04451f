import { setImmediate } from 'node:timers/promises'
import type { Account } from '../inboxes/index.ts'
import { reasonOf } from './causes.ts'
import type { WaitingArrival } from './queries.ts'
import { type Parsed, quarantined, readArrival } from './read-arrival.ts'

/** After so many attempts that came to no end, an arrival is left to people. */
export const MOST_ATTEMPTS = 3
/** As many are read at once, and as many bytes: what is read of them stands in memory beside them. */
const TOGETHER = 16
const BYTES_TOGETHER = 1024 * 1024
/** Reading more bytes than this takes long enough that others are let work before the next ones. */
const LARGE = 64 * 1024

/** Reads arrivals, small ones together: most of reading a mail is waiting for its turn. Gives them in their order. */
export const readArrivals = async (
  arrivals: readonly WaitingArrival[],
  accounts: ReadonlyMap<string, Account | undefined>,
  stopping: AbortSignal | undefined,
): Promise<Parsed[]> => {
  const parsed: Parsed[] = []
  const read = async (arrival: WaitingArrival): Promise<Parsed> =>
    arrival.attempts >= MOST_ATTEMPTS
      ? quarantined(arrival, arrival.reason ?? reasonOf('unfinished'))
      : readArrival(arrival, accounts.get(arrival.inboxId))
  for (const some of handfuls(arrivals)) {
    if (stopping?.aborted) break
    parsed.push(...(await Promise.all(some.map(read))))
    if (some.some(({ raw }) => raw.length > LARGE)) await setImmediate()
  }
  return parsed
}

/** Arrivals in their order, so many and so large together as are read at once; always at least one. */
const handfuls = function* (arrivals: readonly WaitingArrival[]): Generator<WaitingArrival[]> {
  let some: WaitingArrival[] = []
  let bytes = 0
  for (const arrival of arrivals) {
    if (some.length === TOGETHER || (some.length > 0 && bytes + arrival.raw.length > BYTES_TOGETHER)) {
      yield some
      some = []
      bytes = 0
    }
    some.push(arrival)
    bytes += arrival.raw.length
  }
  if (some.length > 0) yield some
}
