import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { MergePair } from './contract.ts'
import { visibleCustomer } from './get-customer.ts'
import { pairRows } from './queries/suggest.ts'
import { shapeCustomer } from './shape-customer.ts'

/** Whom a customer may be the same person as, and with whom they are never to be merged; only those in sight. */
export const listPairs = async (db: Db, caller: Caller, customerId: string): Promise<MergePair[]> => {
  demand(caller, 'customers.merge')
  await visibleCustomer(db, caller, customerId)
  const rows = await pairRows(db, caller, customerId)
  return rows.map(({ reason, shared, proven, state, ...row }) => ({
    reason,
    shared,
    proven,
    state,
    customer: shapeCustomer(row),
  }))
}
