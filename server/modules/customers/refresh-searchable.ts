import type { Tx } from '../../kernel/db/index.ts'
import { identityRows } from './queries/identities.ts'
import { updateSearchable, type CustomerRow } from './queries/rows.ts'
import { searchable } from './search-customers.ts'

/** Writes anew what is searched of a customer, after names or addresses changed. */
export const refreshSearchable = async (
  tx: Tx,
  customer: Pick<CustomerRow, 'id' | 'name' | 'kana'>,
): Promise<void> => {
  const identities = await identityRows(tx, customer.id)
  await updateSearchable(tx, customer.id, searchable([customer.name, customer.kana], identities))
}
