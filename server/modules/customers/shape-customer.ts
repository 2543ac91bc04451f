import type { Customer } from './contract.ts'
import type { CustomerRow } from './queries/rows.ts'

/** A customer as lists and single reads give it. */
export const shapeCustomer = ({ erasedAt: _, ...row }: CustomerRow): Customer => ({
  ...row,
  createdAt: row.createdAt.toISOString(),
  lastSeenAt: row.lastSeenAt.toISOString(),
})
