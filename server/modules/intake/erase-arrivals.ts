import type { Tx } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import type { Counts, Erasing, Person, Swept } from '../../kernel/personal.ts'
import {
  arrivalsOfMessages,
  arrivalsOfThreads,
  arrivalsWith,
  blankArrivals,
  endOfArrivals,
} from './queries/erase.ts'

/** Arrivals whose bytes are looked through at once. */
const AT_ONCE = 300

const threads = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  arrivals: await blankArrivals(tx, await arrivalsOfThreads(tx, ids)),
})

const copies = async (tx: Tx, messageIds: readonly string[]): Promise<Counts> => ({
  arrivals: await blankArrivals(tx, await arrivalsOfMessages(tx, messageIds)),
})

/** Whatever else came in with one of their addresses in it: copies, reports of mail servers, quarantine. */
const sweep = async (tx: Tx, { addresses }: Person, place: string | null): Promise<Swept> => {
  const words = [
    ...new Set(addresses.map(({ value }) => value.toLowerCase()).filter((word) => word.length > 5)),
  ]
  const after = place ?? FIRST_ID
  const upTo = words.length === 0 ? undefined : await endOfArrivals(tx, after, AT_ONCE)
  if (upTo === undefined) return { counts: {}, messageIds: [], next: null }
  const arrivals = await blankArrivals(tx, await arrivalsWith(tx, { after, upTo }, words))
  return { counts: { arrivals }, messageIds: [], next: upTo }
}

/** What intake loses when somebody is erased: bytes, and the names that others gave them. */
export const erases: Erasing = { threads, copies, sweep }
