import type { Tx } from '../../kernel/db/index.ts'
import {
  addressPatternInRaw,
  addressWords,
  type Counts,
  type Erasing,
  type Person,
} from '../../kernel/personal.ts'
import { deleteNaming } from './queries/deliveries.ts'

/** Whatever was told, or is still to be told, of them. */
const person = async (tx: Tx, who: Person): Promise<Counts> => ({
  webhookDeliveries: await deleteNaming(tx, who.ids, addressPatternInRaw(addressWords(who))),
})

/** What webhooks lose when somebody is erased. */
export const erases: Erasing = { person }
