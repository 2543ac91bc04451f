import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import type { Customer, identity } from './contract.ts'
import { claimRows, identityRows, type IdentityRow } from './queries/identities.ts'
import { customerRow, type CustomerRow } from './queries/rows.ts'
import { shapeCustomer } from './shape-customer.ts'

/** A customer with every address. */
export interface CustomerDetails extends Customer {
  identities: z.infer<typeof identity>[]
  claims: { kind: string; value: string; claimedAt: string }[]
}

/** One customer with every address. Throws `not-found` for one whom the caller may not see, too. */
export const getCustomer = async (db: Db, caller: Caller, id: string): Promise<CustomerDetails> => {
  demand(caller, 'customers.read')
  const row = await visibleCustomer(db, caller, id)
  const [identities, claims] = await Promise.all([identityRows(db, id), claimRows(db, id)])
  return {
    ...shapeCustomer(row),
    identities: identities.map(shapeIdentity),
    claims: claims.map((claim) => ({ ...claim, claimedAt: claim.claimedAt.toISOString() })),
  }
}

/** The customer's row. Throws `not-found` when there is none, or when the caller may not see it. */
export const visibleCustomer = async (db: Db, caller: Caller, id: string): Promise<CustomerRow> => {
  const row = await customerRow(db, caller, id)
  if (!row) throw notFound('customers.no-customer', 'There is no such customer.')
  return row
}

/** An address on the wire. */
export const shapeIdentity = (row: IdentityRow): z.infer<typeof identity> => ({
  id: row.id,
  kind: row.kind,
  value: row.value,
  verified: row.verified,
  createdAt: row.createdAt.toISOString(),
  bounce:
    row.bouncedAt && row.bounceKind
      ? { at: row.bouncedAt.toISOString(), kind: row.bounceKind, reason: row.bounceReason ?? null }
      : null,
})
