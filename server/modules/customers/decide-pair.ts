import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { customerChanged } from './events.ts'
import { standingCustomer } from './get-customer.ts'
import { holdPair } from './merge-customers.ts'
import { lockPair, unlockPair } from './queries/suggestions.ts'

/**
 * Says that two customers are never to be merged, or takes that back. Both must be in the caller's sight. A locked pair
 * is neither suggested nor merged, alone or with others.
 */
export const decidePair = async (
  tx: Tx,
  caller: Caller,
  { customerId, otherId, never }: { customerId: string; otherId: string; never: boolean },
): Promise<void> => {
  demand(caller, 'customers.merge')
  if (customerId === otherId)
    throw invalid('customers.merge-self', 'This is the same customer. Choose another one.')
  // Held as for merging: the two must not be merged while somebody says never.
  await holdPair(tx, customerId, otherId)
  await standingCustomer(tx, caller, customerId)
  await standingCustomer(tx, caller, otherId)
  if (never) await lockPair(tx, customerId, otherId, caller.id ?? null)
  else await unlockPair(tx, customerId, otherId)
  await recordAudit(tx, caller, {
    action: never ? 'customers.never-merge' : 'customers.allow-merge',
    subject: { kind: 'customer', id: customerId },
    details: { otherId },
  })
  tx.announce(customerChanged({ customerId }), customerChanged({ customerId: otherId }))
}
