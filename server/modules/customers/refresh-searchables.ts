import type { Tx } from '../../kernel/db/index.ts'
import { lockSearchables, searchableRows, updateSearchables } from './queries/searchables.ts'
import { searchable } from './search-customers.ts'

const BATCH = 300

/**
 * Writes anew what is searched of the next customers behind an id, after the rules for that changed. Gives the last one,
 * and how many; no id when there are none.
 */
export const refreshSearchables = async (
  tx: Tx,
  after: string,
): Promise<{ last: string | undefined; count: number }> => {
  // Read behind the lock: what was read before it may be another name by then.
  const rows = await searchableRows(tx, await lockSearchables(tx, after, BATCH))
  if (rows.length > 0)
    await updateSearchables(
      tx,
      rows.map(({ id, names, identities }) => ({ id, ...searchable(names, identities) })),
    )
  return { last: rows.at(-1)?.id, count: rows.length }
}
