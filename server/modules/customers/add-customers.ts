import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import type { Attributes } from './check-attributes.ts'
import { customerCreated } from './events.ts'
import { oneLine } from './name-customer.ts'
import { normaliseIdentity, type NormalIdentity } from './normalise-identity.ts'
import { insertIdentities } from './queries/identities.ts'
import { insertCustomers } from './queries/rows.ts'
import { searchable } from './search-customers.ts'

/** A customer to be added as known from elsewhere. */
export interface NewCustomer {
  /** Made when left out. */
  id?: string
  name: string
  kana?: string | null | undefined
  language?: string | null | undefined
  attributes?: Attributes
  identities?: readonly { kind: string; value: string; verified?: boolean }[]
  /** Now when left out. */
  createdAt?: Date
  lastSeenAt?: Date
  /** False for a name that was only made of an address. */
  named?: boolean
}

/**
 * Adds customers, set by set; gives their ids in the order given. For imports and seeds, too. `quietly`: no room is told.
 * Throws `invalid` for an empty name or address, `conflict` when an address belongs to somebody already.
 */
export const addCustomers = async (
  tx: Tx,
  customers: readonly NewCustomer[],
  { quietly = false }: { quietly?: boolean } = {},
): Promise<string[]> => {
  const rows = customers.map((customer) => toRow(tx, customer))
  await insertCustomers(tx, rows)
  const identities = rows.flatMap((row) => row.identities)
  if (identities.length > 0) {
    const kept = await insertIdentities(tx, identities)
    if (kept.length < identities.length) {
      const free = new Set(kept.map(({ id }) => id))
      throw taken(identities.find(({ id }) => !free.has(id)) as NormalIdentity)
    }
  }
  if (!quietly) tx.announce(...rows.map(({ id }) => customerCreated({ customerId: id })))
  return rows.map(({ id }) => id)
}

/** The refusal of an address that belongs to a customer already. */
export const taken = ({ value }: Pick<NormalIdentity, 'value'>): Error =>
  conflict(
    'customers.address-taken',
    `${value} belongs to another customer already. Look for it in the list.`,
  )

/** An address in its comparable form. Throws `invalid` when nothing of it is left. */
export const readIdentity = (kind: string, value: string): NormalIdentity => {
  const identity = normaliseIdentity(kind, value)
  if (identity.valueKey === '') throw invalid('customers.empty-address', 'The address is empty. Enter one.')
  return identity
}

const toRow = (tx: Tx, customer: NewCustomer) => {
  const id = customer.id ?? newId()
  const name = oneLine(customer.name)
  if (name === '') throw invalid('customers.empty-name', 'The name is empty. Enter one.')
  const createdAt = customer.createdAt ?? tx.now
  const given = (customer.identities ?? []).map((one) => ({
    ...readIdentity(one.kind, one.value),
    verified: one.verified ?? false,
  }))
  const kana = oneLine(customer.kana ?? '') || null
  return {
    id,
    name,
    named: customer.named ?? true,
    kana,
    language: customer.language ?? null,
    attributes: customer.attributes ?? {},
    createdAt,
    lastSeenAt: customer.lastSeenAt ?? createdAt,
    searchable: searchable([name, kana], given),
    identities: given.map((one) => ({ ...one, id: newId(), customerId: id, createdAt })),
  }
}
