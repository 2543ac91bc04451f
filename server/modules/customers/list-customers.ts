import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import type { Customer } from './contract.ts'
import {
  customerPage,
  matchingAmongNewest,
  matchingByIndex,
  type CustomerRow,
  type Place,
} from './queries/rows.ts'
import { customerQuery } from './search-customers.ts'
import { shapeCustomer } from './shape-customer.ts'

/** A word that fills a page among this many of the newest is answered from them; a rarer one by the index. */
const NEWEST = 2000

/** A page of the customers whom the caller may see, last seen first; `q` finds names, kana and addresses. */
export const listCustomers = async (
  db: Db,
  caller: Caller,
  query: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<{ items: Customer[]; next: string | null }> => {
  demand(caller, 'customers.read')
  const place = query.cursor === undefined ? undefined : readPlace(query.cursor)
  const rows = await find(db, caller, query.q ?? '', place, query.limit + 1)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(shapeCustomer),
    next: last && rows.length > query.limit ? `${last.lastSeenAt.toISOString()}_${last.id}` : null,
  }
}

const find = async (
  db: Db,
  caller: Caller,
  typed: string,
  place: Place | undefined,
  limit: number,
): Promise<CustomerRow[]> => {
  if (typed.trim() === '') return customerPage(db, caller, place, limit)
  const query = customerQuery(typed)
  if (!query) return []
  const newest = await matchingAmongNewest(db, caller, query, place, limit, NEWEST)
  return newest.length === limit ? newest : matchingByIndex(db, caller, query, place, limit)
}

const readPlace = (cursor: string): Place => {
  const [moment = '', id = ''] = cursor.split('_')
  const at = new Date(moment)
  if (Number.isNaN(at.getTime()) || !isId(id)) {
    throw invalid('customers.cursor', 'This cursor is not one of ours. Start from the first page.')
  }
  return { at, id }
}
