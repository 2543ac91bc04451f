import { setImmediate } from 'node:timers/promises'
import { handfuls } from '../../kernel/handfuls.ts'
import type { Account } from '../inboxes/index.ts'
import { reasonOf } from './causes.ts'
import type { WaitingArrival } from './queries.ts'
import { type Parsed, quarantined, readArrival } from './read-arrival.ts'

/** After so many attempts that came to no end, an arrival is left to people. */
export const MOST_ATTEMPTS = 3
/** As many are read at once, and as many bytes: what is read of them stands in memory beside them. */
const TOGETHER = { count: 16, size: 1024 * 1024 }
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
  for (const some of handfuls(arrivals, ({ raw }) => raw.length, TOGETHER)) {
    if (stopping?.aborted) break
    parsed.push(...(await Promise.all(some.map(read))))
    if (some.some(({ raw }) => raw.length > LARGE)) await setImmediate()
  }
  return parsed
}
