import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import { readIdentity, taken } from './add-customers.ts'
import type { identity } from './contract.ts'
import { customerChanged } from './events.ts'
import { shapeIdentity, standingCustomer } from './get-customer.ts'
import { insertChanges } from './queries/changes.ts'
import { deleteIdentity, insertIdentities, type IdentityRow } from './queries/identities.ts'
import { lockCustomer, type CustomerRow } from './queries/rows.ts'
import { refreshSearchable } from './refresh-searchable.ts'

/** Adds an address to a customer. Throws `conflict` when it belongs to somebody already. */
export const addIdentity = async (
  tx: Tx,
  caller: Caller,
  customerId: string,
  input: { kind: string; value: string },
): Promise<z.infer<typeof identity>> => {
  demand(caller, 'customers.write')
  const customer = await heldCustomer(tx, caller, customerId)
  const given = readIdentity(input.kind, input.value)
  const row = { ...given, id: newId(), customerId, verified: false, createdAt: tx.now }
  const [kept] = await insertIdentities(tx, [row])
  if (!kept) throw taken(given)
  await refreshSearchable(tx, customer)
  await keep(tx, caller, 'added', kept)
  return shapeIdentity(kept)
}

/** Removes an address of a customer. */
export const removeIdentity = async (
  tx: Tx,
  caller: Caller,
  customerId: string,
  identityId: string,
): Promise<void> => {
  demand(caller, 'customers.write')
  const customer = await heldCustomer(tx, caller, customerId)
  const removed = await deleteIdentity(tx, customerId, identityId)
  if (!removed) throw notFound('customers.no-identity', 'This customer has no such address.')
  await refreshSearchable(tx, customer)
  await keep(tx, caller, 'removed', removed)
}

// Held first: what is searched is made from all addresses, and two that come at once must not leave each other out.
const heldCustomer = async (tx: Tx, caller: Caller, id: string): Promise<CustomerRow> => {
  await lockCustomer(tx, id)
  return standingCustomer(tx, caller, id)
}

const keep = async (tx: Tx, caller: Caller, what: 'added' | 'removed', row: IdentityRow): Promise<void> => {
  const { customerId, kind, value } = row
  const values = what === 'added' ? { to: value } : { from: value }
  await insertChanges(tx, [
    { customerId, kind: `address-${what}`, actor: actorOf(caller), subject: kind, ...values },
  ])
  await recordAudit(tx, caller, {
    action: what === 'added' ? 'customers.add-identity' : 'customers.remove-identity',
    subject: { kind: 'customer', id: customerId },
    details: { kind, identityId: row.id },
  })
  tx.announce(customerChanged({ customerId }))
}
