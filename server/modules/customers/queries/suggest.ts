import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import type { SearchQuery } from '../../../kernel/search-text.ts'
import type { FieldsRow, MergeReason } from './merge.ts'
import { customerColumns, seenBy, type CustomerRow } from './rows.ts'

/** Two customers who may be one; `a` is the smaller id. */
export interface FoundPair {
  a: string
  b: string
  reason: MergeReason
  /** What they have in common. */
  shared: string
  /** The channel proved it of the one whose it is. */
  proven: boolean
}

/** Pairs of which one has an address that the other gave as theirs, with one of some customers in them. */
export const claimPairs = (db: Db, ids: readonly string[]): Promise<FoundPair[]> =>
  db.many(sql`
    with claims as (
      select k.customer_id, k.kind, k.value_key from identity_claims k
      where k.workspace_id = ${db.workspaceId} and k.customer_id = any(${ids}::uuid[])
      union
      select k.customer_id, k.kind, k.value_key from identities o
      join identity_claims k on k.workspace_id = ${db.workspaceId} and k.kind = o.kind and k.value_key = o.value_key
      where o.workspace_id = ${db.workspaceId} and o.customer_id = any(${ids}::uuid[])
    )
    select distinct on (1, 2) least(i.customer_id, coalesce(c.merged_into, c.id)) as a,
      greatest(i.customer_id, coalesce(c.merged_into, c.id)) as b,
      case when k.kind = 'phone' then 'phone' else 'email' end as reason, i.value as shared, i.verified as proven
    from claims k
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = k.customer_id
    join identities i on i.workspace_id = ${db.workspaceId} and i.kind = k.kind and i.value_key = k.value_key
    where k.kind in ('email', 'phone') and i.customer_id <> coalesce(c.merged_into, c.id)
    order by 1, 2, i.verified desc limit 500`)

/** Those of some customers who stand alone, with a name and its reading. */
export const standingFields = (db: Db, ids: readonly string[]): Promise<FieldsRow[]> =>
  db.many(sql`
    select c.id, c.name, c.named, c.kana, c.language, c.attributes, c.last_seen_at as "lastSeenAt", c.merged_into as "mergedInto"
    from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null and c.named
      and c.kana is not null and c.attributes <> '{}'`)

/** Others with the same reading who are found by the name. */
export const namesakeRows = (
  db: Db,
  { id, kana }: FieldsRow,
  { tsquery, patterns }: SearchQuery,
): Promise<FieldsRow[]> =>
  db.many(sql`
    select c.id, c.name, c.named, c.kana, c.language, c.attributes, c.last_seen_at as "lastSeenAt", c.merged_into as "mergedInto"
    from madoguchi_customers_matching(${db.workspaceId}, ${tsquery}::tsquery, ${patterns}::text[]) m
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = m.id
    where c.id <> ${id} and c.merged_into is null and c.kana = ${kana} limit 20`)

/** Keeps pairs that are not known yet. */
export const insertPairs = (tx: Tx, pairs: readonly FoundPair[]): Promise<number> =>
  tx.run(sql`
    insert into customer_suggestions (workspace_id, a_id, b_id, reason, shared, proven, at)
    select ${tx.workspaceId}, p.a, p.b, p.reason, p.shared, p.proven, ${tx.now}
    from unnest(
      ${pairs.map(({ a }) => a)}::uuid[], ${pairs.map(({ b }) => b)}::uuid[], ${pairs.map(({ reason }) => reason)}::text[],
      ${pairs.map(({ shared }) => shared)}::text[], ${pairs.map(({ proven }) => proven)}::boolean[]
    ) as p (a, b, reason, shared, proven)
    on conflict (workspace_id, a_id, b_id) do nothing`)

/** Whom a customer may be the same person as, or must never be merged with. */
export interface PairRow extends CustomerRow {
  reason: MergeReason
  shared: string | null
  proven: boolean
  state: 'open' | 'never'
}

/** Pairs with a customer whose other side stands alone and is in the caller's sight, newest first. */
export const pairRows = (db: Db, caller: Caller, customerId: string): Promise<PairRow[]> =>
  db.many(sql`
    select ${customerColumns(db, caller)}, s.reason, s.shared, s.proven, s.state
    from customer_suggestions s
    join customers c on c.workspace_id = ${db.workspaceId}
      and c.id = case when s.a_id = ${customerId}::uuid then s.b_id else s.a_id end
    where s.workspace_id = ${db.workspaceId} and (s.a_id = ${customerId}::uuid or s.b_id = ${customerId}::uuid)
      and s.state in ('open', 'never') and c.merged_into is null${seenBy(db, caller)}
    order by s.at desc, c.id limit 50`)

/**
 * Open pairs below a place of which both stand alone and are in the caller's sight. In the order of the younger of the two,
 * newest first, which is that of an index.
 */
export const suggestedRows = (
  db: Db,
  caller: Caller,
  place: Pick<FoundPair, 'a' | 'b'> | undefined,
  limit: number,
): Promise<FoundPair[]> => {
  const inSight = (id: Sql) => sql`exists (select 1 from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = ${id} and c.merged_into is null${seenBy(db, caller)})`
  return db.many(sql`
    select s.a_id as a, s.b_id as b, s.reason, s.shared, s.proven from customer_suggestions s
    where s.workspace_id = ${db.workspaceId} and s.state = 'open'
      ${place ? sql`and (s.b_id, s.a_id) < (${place.b}::uuid, ${place.a}::uuid)` : nothing}
      and ${inSight(sql`s.a_id`)} and ${inSight(sql`s.b_id`)}
    order by s.b_id desc, s.a_id desc limit ${limit}`)
}

/** Some customers as lists show them. The caller sees them already. */
export const rowsOf = (db: Db, caller: Caller, ids: readonly string[]): Promise<CustomerRow[]> =>
  db.many(sql`
    select ${customerColumns(db, caller)} from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])`)
