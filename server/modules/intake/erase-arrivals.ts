import type { Tx } from '../../kernel/db/index.ts'
import { FIRST_ID } from '../../kernel/ids.ts'
import {
  addressPatternInRaw,
  addressWords,
  type Counts,
  type Erasing,
  type Person,
  type Swept,
} from '../../kernel/personal.ts'
import { plainAddress } from '../inboxes/index.ts'
import { arrivalsOfMessages, arrivalsWith, blankArrivals, endOfArrivals } from './queries/erase.ts'
import { dropBlocked } from './queries/blocked.ts'

/** Arrivals whose bytes are looked through at once. */
const AT_ONCE = 300

const messages = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  arrivals: await blankArrivals(tx, await arrivalsOfMessages(tx, ids)),
})

/** Whatever else came in with one of their addresses in it: copies, reports of mail servers, quarantine. */
const sweep = async (tx: Tx, who: Person, place: string | null): Promise<Swept> => {
  const words = addressWords(who)
  const after = place ?? FIRST_ID
  const upTo = words.length === 0 ? undefined : await endOfArrivals(tx, after, AT_ONCE)
  if (upTo === undefined) return { counts: {}, messageIds: [], next: null }
  const found = await arrivalsWith(tx, { after, upTo }, words, addressPatternInRaw(words))
  return { counts: { arrivals: await blankArrivals(tx, found) }, messageIds: [], next: upTo }
}

/** A block names the address: it goes, too. */
const person = async (tx: Tx, { addresses }: Person): Promise<Counts> => {
  let blocks = 0
  for (const value of new Set(addresses.map((one) => plainAddress(one.value))))
    blocks += await dropBlocked(tx, value)
  return { blocks }
}

/** What intake loses when somebody is erased: bytes, and the names that others gave them. */
export const erases: Erasing = { messages, copies: messages, sweep, person }
