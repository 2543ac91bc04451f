import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Sql } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import type { SearchQuery } from '../../../kernel/search-text.ts'
import { holding, type Conditions, type Known } from './conditions.ts'
import { customerColumns, seenBy, type CustomerRow } from './rows.ts'

/** Place in a list ordered by last seen, newest first. */
export interface Place {
  at: Date
  id: string
}

/** A page to be read: for whom, under which conditions, from where on. */
export interface Page {
  caller: Caller
  conditions: Conditions
  /** Words to be found. */
  query: SearchQuery | undefined
  place: Place | undefined
  limit: number
}

const below = ({ place }: Page): Sql =>
  place ? sql` and (c.last_seen_at, c.id) < (${place.at}, ${place.id}::uuid)` : nothing

const matching = ({ query }: Page): Sql =>
  query
    ? sql` and c.tokens @@ ${query.tsquery}::tsquery and c.search_text like all(${query.patterns}::text[])`
    : nothing

/** All who match, last seen first, looked at one after the other until the page is full. */
export const walkPage = (db: Db, page: Page): Promise<CustomerRow[]> =>
  db.many(sql`
    select ${customerColumns(db, page.caller)} from customers c
    where c.workspace_id = ${db.workspaceId} and c.merged_into is null and c.erased_at is null${below(page)}${holding(db, page.conditions)}${seenBy(db, page.caller, 'many')}
    order by c.last_seen_at desc, c.id desc limit ${page.limit}`)

/** Those among the newest customers below a place who match: the quick answer to what many share. */
export const pageAmongNewest = (db: Db, page: Page, newest: number): Promise<CustomerRow[]> =>
  db.many(sql`
    select ${customerColumns(db, page.caller)} from (
      select * from customers c where c.workspace_id = ${db.workspaceId} and c.merged_into is null and c.erased_at is null${below(page)}
      order by c.last_seen_at desc, c.id desc limit ${newest}
    ) c
    where true${holding(db, page.conditions)}${matching(page)}${seenBy(db, page.caller)}
    order by c.last_seen_at desc, c.id desc limit ${page.limit}`)

/** All out of a set of ids, a query of one column. */
const pageOfSet = (db: Db, page: Page, ids: Sql, conditions: Conditions): Promise<CustomerRow[]> =>
  db.many(sql`
    with found as materialized (${ids})
    select ${customerColumns(db, page.caller)} from found f
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = f.id
    where c.merged_into is null and c.erased_at is null${below(page)}${holding(db, conditions, 'many')}${seenBy(db, page.caller, 'many')}
    order by c.last_seen_at desc, c.id desc limit ${page.limit}`)

/** All who match the words, by the index. */
export const pageByWords = (db: Db, page: Page, { tsquery, patterns }: SearchQuery): Promise<CustomerRow[]> =>
  pageOfSet(
    db,
    page,
    sql`select m.id from madoguchi_customers_matching(${db.workspaceId}, ${tsquery}::tsquery, ${patterns}::text[]) m`,
    page.conditions,
  )

/** All of whom another room knows what is asked. */
export const pageOfKnown = (db: Db, page: Page, { all }: Known): Promise<CustomerRow[]> =>
  pageOfSet(db, page, all, { ...page.conditions, known: undefined })
