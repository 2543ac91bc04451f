import type pg from 'pg'
import { addForeignKey, dropForeignKey, dropIndex, foreignKeys, looseIndexes, run } from './queries.ts'

/**
 * Takes off the indexes and foreign keys that only slow loading down, in the transaction of the load; primary keys and
 * unique constraints stay. Gives what puts them back: built at once, and checked, over the loaded rows.
 */
export const takeOff = async (client: pg.Client): Promise<() => Promise<void>> => {
  const [keys, indexes] = [await foreignKeys(client), await looseIndexes(client)]
  for (const key of keys) await dropForeignKey(client, key)
  for (const index of indexes) await dropIndex(client, index.name)
  return async () => {
    for (const index of indexes) await run(client, index.definition)
    for (const key of keys) await addForeignKey(client, key)
  }
}
