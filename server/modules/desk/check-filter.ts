import { sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { seesCustomer } from '../customers/index.ts'
import type { Filter } from './contract.ts'
import { missingReferences } from './queries/views.ts'

/** Throws `invalid` when a filter names something that does not exist or that the caller may not know of. */
export const checkFilter = async (db: Db, caller: Caller, filter: Partial<Filter>): Promise<void> => {
  const missing = new Set(await missingReferences(db, filter))
  if (filter.inboxId !== undefined && !sees(caller, filter.inboxId)) missing.add('inboxId')
  if (filter.customerId !== undefined && !(await seesCustomer(db, caller, filter.customerId)))
    missing.add('customerId')
  if (missing.size === 0) return
  const fields = [...missing].map((field) => ({ path: `body.filter.${field}`, message: 'does not exist' }))
  throw invalid(
    'desk.filter',
    'Something that this view filters by does not exist any more. Choose again and save.',
    { fields },
  )
}
