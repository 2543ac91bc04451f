import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPatternInRaw,
  addressWords,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { blankDetails } from './queries.ts'

/**
 * Who did something when stays; what it says of them goes. No entry holds a customer's name, and looking for one would let
 * whoever calls themselves `name` or `from` blank the whole log.
 */
const person = async (tx: Tx, who: Person): Promise<Counts> => ({
  auditEntries: await blankDetails(tx, who.ids, addressPatternInRaw(addressWords(who))),
})

/** What the log loses when somebody is erased. */
export const erases: Erasing = { person }
