import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { actorOf } from './actor.ts'
import { addCustomers } from './add-customers.ts'
import { checkAttributes, type Attributes } from './check-attributes.ts'
import type { Customer } from './contract.ts'
import { visibleCustomer } from './get-customer.ts'
import { EMAIL, PHONE } from './normalise-identity.ts'
import { insertChanges } from './queries/changes.ts'
import { shapeCustomer } from './shape-customer.ts'

/** Adds a customer by hand. */
export const createCustomer = async (
  tx: Tx,
  caller: Caller,
  input: {
    name: string
    kana?: string | undefined
    email?: string | undefined
    phone?: string | undefined
    language?: string | undefined
    attributes: Attributes
  },
): Promise<Customer> => {
  demand(caller, 'customers.write')
  await checkAttributes(tx, input.attributes)
  const identities = [
    ...(input.email ? [{ kind: EMAIL, value: input.email }] : []),
    ...(input.phone?.trim() ? [{ kind: PHONE, value: input.phone }] : []),
  ]
  const [id] = (await addCustomers(tx, [{ ...input, identities }])) as [string]
  await insertChanges(tx, [{ customerId: id, kind: 'created', actor: actorOf(caller) }])
  await recordAudit(tx, caller, { action: 'customers.create', subject: { kind: 'customer', id } })
  return shapeCustomer(await visibleCustomer(tx, caller, id))
}
