import type { Tx } from '../../kernel/db/index.ts'
import type { Counts, Erasing, Person } from '../../kernel/personal.ts'
import { blankDetails } from './queries.ts'

/** Who did something when stays; what it says of them goes. */
const person = async (tx: Tx, { ids, addresses, names }: Person): Promise<Counts> => {
  const words = [...addresses.map(({ value }) => value), ...names].filter((word) => word.length > 1)
  return {
    auditEntries: await blankDetails(
      tx,
      ids,
      words.map((word) => word.toLowerCase()),
    ),
  }
}

/** What the log loses when somebody is erased. */
export const erases: Erasing = { person }
