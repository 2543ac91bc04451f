import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Searchable } from '../search-customers.ts'

/** A customer with all that they are found by. */
export interface SearchableRow {
  id: string
  /** Names and kana, also of those who were merged into them. */
  names: (string | null)[]
  identities: { kind: string; valueKey: string }[]
}

/** The next customers behind an id, locked against whoever changes what they are found by. */
export const lockSearchables = async (tx: Tx, after: string, limit: number): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select c.id from customers c
      where c.workspace_id = ${tx.workspaceId} and c.id > ${after}::uuid
      order by c.id limit ${limit} for no key update`)
  ).map(({ id }) => id)

/** Customers by id, in the order of their ids. */
export const searchableRows = (db: Db, ids: readonly string[]): Promise<SearchableRow[]> =>
  db.many(sql`
    select c.id,
      array[c.name, c.kana] || array(
        select n.one from customers x, unnest(array[x.name, x.kana]) as n (one)
        where x.workspace_id = ${db.workspaceId} and x.merged_into = c.id) as names,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', i.kind, 'valueKey', i.value_key) order by i.id) from identities i
        where i.workspace_id = ${db.workspaceId} and i.customer_id = c.id), '[]') as identities
    from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])
    order by c.id`)

/** Writes what is searched of customers, where it is something else. */
export const updateSearchables = (tx: Tx, rows: readonly (Searchable & { id: string })[]): Promise<number> =>
  tx.run(sql`
    update customers c set search_text = n.search_text, tokens = array_to_tsvector(string_to_array(n.tokens, ' '))
    from unnest(
      ${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ text }) => text)}::text[],
      ${rows.map(({ tokens }) => tokens.join(' '))}::text[]
    ) as n (id, search_text, tokens)
    where c.workspace_id = ${tx.workspaceId} and c.id = n.id
      and (c.search_text, c.tokens) is distinct from (n.search_text, array_to_tsvector(string_to_array(n.tokens, ' ')))`)
