import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { Attributes } from './check-attributes.ts'
import { oneLine } from './name-customer.ts'
import { identityKey, normaliseIdentity } from './normalise-identity.ts'
import { fillInRows } from './queries/fill-in.ts'
import { insertIdentities } from './queries/identities.ts'
import { searchableRows, updateSearchables } from './queries/searchables.ts'
import { searchable } from './search-customers.ts'

/** What somebody else knew of a customer whom we know already. */
export interface Known {
  customerId: string
  name?: string | undefined
  kana?: string | undefined
  language?: string | undefined
  attributes?: Attributes
  addresses: readonly { kind: string; value: string }[]
}

/**
 * Fills in what is not known yet of customers, and adds addresses that are nobody's; nothing that is known changes, and no
 * room is told. Gives the addresses that belong to somebody else, by the place of their row.
 */
export const fillInCustomers = async (
  tx: Tx,
  rows: readonly Known[],
): Promise<{ row: number; kind: string; value: string }[]> => {
  if (rows.length === 0) return []
  const wanted = rows.flatMap(({ customerId, addresses }, row) =>
    addresses
      .map(({ kind, value }) => normaliseIdentity(kind, value))
      .filter(({ valueKey }) => valueKey !== '')
      .map((identity) => ({ ...identity, id: newId(), customerId, verified: false, createdAt: tx.now, row })),
  )
  // Whoever names an address first has it.
  const unique = [...new Map(wanted.toReversed().map((one) => [identityKey(one), one])).values()].toReversed()
  const kept = new Map((await insertIdentities(tx, unique)).map((one) => [identityKey(one), one.customerId]))
  const filled = await fillInRows(tx, inOne(rows))
  const moved = [...new Set([...filled, ...kept.values()])].toSorted()
  if (moved.length > 0)
    await updateSearchables(
      tx,
      (await searchableRows(tx, moved)).map(({ id, names, identities }) => ({
        id,
        ...searchable(names, identities),
      })),
    )
  return wanted
    .filter((one) => kept.get(identityKey(one)) !== one.customerId)
    .map(({ row, kind, value }) => ({ row, kind, value }))
}

interface Filling {
  customerId: string
  name: string | null
  kana: string | null
  language: string | null
  attributes: Attributes
}

/** What is known of each customer in one: of two who turn out to be the same, what the first one says counts. */
const inOne = (rows: readonly Known[]): Filling[] => {
  const all = new Map<string, Filling>()
  for (const { customerId, name, kana, language, attributes = {} } of rows) {
    const before = all.get(customerId)
    all.set(customerId, {
      customerId,
      name: before?.name ?? (oneLine(name ?? '') || null),
      kana: before?.kana ?? (oneLine(kana ?? '') || null),
      language: before?.language ?? language ?? null,
      attributes: { ...attributes, ...before?.attributes },
    })
  }
  return [...all.values()]
}
