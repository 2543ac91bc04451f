import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import type { Customer, identity } from './contract.ts'
import { claimRows, identityRows, type IdentityRow } from './queries/identities.ts'
import { memberRows } from './queries/merge.ts'
import { customerRow, survivorRow, type CustomerRow } from './queries/rows.ts'
import { shapeCustomer } from './shape-customer.ts'

/** A customer with every address. */
export interface CustomerDetails extends Customer {
  identities: z.infer<typeof identity>[]
  claims: { kind: string; value: string; claimedAt: string }[]
  erased: boolean
}

/**
 * One customer with every address; of one who was merged, the customer who survived (under their own id). Throws
 * `not-found` for one whom the caller may not see, too.
 */
export const getCustomer = async (db: Db, caller: Caller, wanted: string): Promise<CustomerDetails> => {
  demand(caller, 'customers.read')
  const row = (await customerRow(db, caller, wanted)) ?? (await survivorRow(db, caller, wanted))
  if (!row) throw noCustomer()
  const { id } = row
  const members = await memberRows(db, id)
  const [identities, claims] = await Promise.all([
    identityRows(db, id),
    claimRows(db, [id, ...members.map((member) => member.id)]),
  ])
  return {
    ...shapeCustomer(row),
    identities: identities.map(shapeIdentity),
    claims: claims.map((claim) => ({ ...claim, claimedAt: claim.claimedAt.toISOString() })),
    erased: row.erasedAt !== null,
  }
}

const noCustomer = (): Error => notFound('customers.no-customer', 'There is no such customer.')

/**
 * The customer's row. Throws `not-found` when there is none, or when the caller may not see it, and `conflict` for one who
 * was merged into a customer in sight.
 */
export const visibleCustomer = async (db: Db, caller: Caller, id: string): Promise<CustomerRow> => {
  const row = await customerRow(db, caller, id)
  if (row) return row
  const survivor = await survivorRow(db, caller, id)
  if (!survivor) throw noCustomer()
  throw conflict(
    'customers.merged',
    `This customer was merged into ${survivor.name}. Open that customer and try again.`,
    { survivorId: survivor.id },
  )
}

/** The same for whoever wants to write: nothing is written about somebody who was erased. */
export const standingCustomer = async (db: Db, caller: Caller, id: string): Promise<CustomerRow> => {
  const row = await visibleCustomer(db, caller, id)
  if (row.erasedAt)
    throw conflict(
      'customers.erased',
      'This customer was erased. If the same person writes again, they are a new customer.',
    )
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
