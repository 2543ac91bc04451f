import type { z } from 'zod'
import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import type { bouncedAddress } from './contract.ts'
import { EMAIL, normaliseIdentity } from './normalise-identity.ts'
import { markedRows } from './queries/bounces.ts'

/** Which of some mail addresses our last mail did not reach; nothing of customers whom the caller may not see. */
export const findBounced = async (
  db: Db,
  caller: Caller,
  addresses: readonly string[],
): Promise<z.infer<typeof bouncedAddress>[]> => {
  demand(caller, 'customers.read')
  const keys = addresses.map((address) => normaliseIdentity(EMAIL, address).valueKey)
  const rows = keys.length === 0 ? [] : await markedRows(db, caller, keys)
  return rows.map(({ value, at, kind, reason }) => ({ value, at: at.toISOString(), kind, reason }))
}
