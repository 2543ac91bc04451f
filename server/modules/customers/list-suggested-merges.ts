import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { SuggestedMerge } from './contract.ts'
import { rowsOf, suggestedRows, type FoundPair } from './queries/suggest.ts'
import { shapeCustomer } from './shape-customer.ts'

/** A page of the pairs in the caller's sight who may be one person; whoever became known last stands first. */
export const listSuggestedMerges = async (
  db: Db,
  caller: Caller,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<{ items: SuggestedMerge[]; next: string | null }> => {
  demand(caller, 'customers.merge')
  const rows = await suggestedRows(db, caller, readPlace(cursor), limit + 1)
  const pairs = rows.slice(0, limit)
  const customers = await rowsOf(db, caller, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])
  const byId = new Map(customers.map((row) => [row.id, shapeCustomer(row)]))
  const last = pairs.at(-1)
  return {
    items: pairs.flatMap(({ a, b, reason, shared, proven }) => {
      const [one, other] = [byId.get(a), byId.get(b)]
      return one && other ? [{ one, other, reason, shared, proven }] : []
    }),
    next: last && rows.length > limit ? `${last.b}_${last.a}` : null,
  }
}

const readPlace = (cursor: string | undefined): Pick<FoundPair, 'a' | 'b'> | undefined => {
  if (cursor === undefined) return undefined
  const [b = '', a = ''] = cursor.split('_')
  if (!isId(a) || !isId(b))
    throw invalid('customers.cursor', 'This cursor is not one of ours. Start from the first page.')
  return { a, b }
}
