import type { Tx } from '../../kernel/db/index.ts'
import { identityRows } from './queries/identities.ts'
import { memberRows } from './queries/merge.ts'
import { updateSearchable, type CustomerRow } from './queries/rows.ts'
import { searchable } from './search-customers.ts'

/** Writes anew what is searched of a customer, after names or addresses changed: names of who was merged into them, too. */
export const refreshSearchable = async (
  tx: Tx,
  customer: Pick<CustomerRow, 'id' | 'name' | 'kana'>,
): Promise<void> => {
  const [identities, members] = await Promise.all([
    identityRows(tx, customer.id),
    memberRows(tx, customer.id),
  ])
  const names = [customer, ...members].flatMap(({ name, kana }) => [name, kana])
  await updateSearchable(tx, customer.id, searchable(names, identities))
}
