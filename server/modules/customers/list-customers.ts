import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { isId } from '../../kernel/ids.ts'
import { sightOf } from '../../kernel/sight.ts'
import type { Customer } from './contract.ts'
import type { Conditions } from './queries/conditions.ts'
import { pageAmongNewest, pageOfKnown, pageByWords, walkPage, type Place } from './queries/list.ts'
import type { CustomerRow } from './queries/rows.ts'
import { customerQuery } from './search-customers.ts'
import { shapeCustomer } from './shape-customer.ts'

/** What fills a page among this many of the newest is answered from them; what is rarer by an index. */
const NEWEST = 2000

/** Which customers are asked for: `q` finds names, kana and addresses. */
export type CustomerFilter = Conditions & { q?: string | undefined }

/** A page of the customers whom the caller may see, last seen first. */
export const listCustomers = async (
  db: Db,
  caller: Caller,
  query: CustomerFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: Customer[]; next: string | null }> => {
  demand(caller, 'customers.read')
  const place = query.cursor === undefined ? undefined : readPlace(query.cursor)
  const rows = await findCustomers(db, caller, query, place, query.limit + 1)
  const items = rows.slice(0, query.limit)
  const last = items.at(-1)
  return {
    items: items.map(shapeCustomer),
    next: last && rows.length > query.limit ? `${last.lastSeenAt.toISOString()}_${last.id}` : null,
  }
}

/** Customers below a place whom the filter lets through, last seen first. */
export const findCustomers = async (
  db: Db,
  caller: Caller,
  { q = '', ...conditions }: CustomerFilter,
  place: Place | undefined,
  limit: number,
): Promise<CustomerRow[]> => {
  const query = q.trim() === '' ? undefined : customerQuery(q)
  if (q.trim() !== '' && !query) return []
  const page = { caller, conditions, query, place, limit }
  const { known } = conditions
  const few = known?.not === false ? known : undefined
  // A limited sight is one of the things that few may share; everybody sees the newest of all at once.
  const limited = sightOf(caller) !== null
  if (query || few || limited) {
    const newest = await pageAmongNewest(db, page, known ? NEWEST / 5 : NEWEST)
    if (newest.length === limit) return newest
  }
  if (query) return pageByWords(db, page, query)
  return few ? pageOfKnown(db, page, few) : walkPage(db, page)
}

const readPlace = (cursor: string): Place => {
  const [moment = '', id = ''] = cursor.split('_')
  const at = new Date(moment)
  if (Number.isNaN(at.getTime()) || !isId(id)) {
    throw invalid('customers.cursor', 'This cursor is not one of ours. Start from the first page.')
  }
  return { at, id }
}
