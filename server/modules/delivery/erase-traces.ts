import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPatternInRaw,
  addressWords,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { deleteTracks, deleteTracksOf, stopAndBlank } from './queries/erase.ts'

/** What was still to leave is not sent any more; nothing says to whom anything went, or what the other side answered. */
const messages = async (tx: Tx, ids: readonly string[]): Promise<Counts> => ({
  deliveries: await stopAndBlank(tx, ids),
  sentTo: await deleteTracks(tx, ids),
})

const person = async (tx: Tx, who: Person): Promise<Counts> => ({
  sentTo: await deleteTracksOf(
    tx,
    who.addresses.flatMap(({ value, valueKey }) => [valueKey, value.toLowerCase()]),
    addressPatternInRaw(addressWords(who)),
  ),
})

/** What the sending of messages loses when somebody is erased. */
export const erases: Erasing = { messages, person }
