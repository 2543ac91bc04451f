import type { Tx } from '../../kernel/db/index.ts'
import type { Counts, Erasing, Person } from '../../kernel/personal.ts'
import { deleteNaming } from './queries/deliveries.ts'

/** Whatever was told, or is still to be told, of them. */
const person = async (tx: Tx, { ids, addresses }: Person): Promise<Counts> => {
  const words = [...ids, ...addresses.map(({ value }) => value).filter((value) => value.length > 5)]
  return {
    webhookDeliveries: await deleteNaming(
      tx,
      words.map((word) => word.toLowerCase()),
    ),
  }
}

/** What webhooks lose when somebody is erased. */
export const erases: Erasing = { person }
