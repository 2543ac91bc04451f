import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Attached, KnownIdentity, Plan } from '../arriver.ts'
import type { Searchable } from '../search-customers.ts'
import type { WrittenRow } from './rows.ts'

/** Somebody who gives a new address with every message is not worth remembering. */
const MOST_CLAIMS = 20

/** Which of these addresses are known, each with its customer. */
export const knownIdentities = (
  db: Db,
  wanted: readonly { kind: string; valueKey: string }[],
): Promise<KnownIdentity[]> =>
  db.many(sql`
    select i.kind, i.value_key as "valueKey", i.id as "identityId", i.verified, i.claimed, i.bounced_at is not null as bounced,
      i.origin_id as "originId",
      c.id as "customerId", c.name, c.named, c.language, c.last_seen_at as "lastSeenAt",
      array(select ci.inbox_id from customer_inboxes ci
        where ci.workspace_id = ${db.workspaceId} and ci.customer_id = c.id) as "inboxIds",
      array(select distinct k.kind from identities k
        where k.workspace_id = ${db.workspaceId} and k.customer_id = c.id) as kinds
    from unnest(${wanted.map(({ kind }) => kind)}::text[], ${wanted.map(({ valueKey }) => valueKey)}::text[])
      as w (kind, value_key)
    join identities i
      on i.workspace_id = ${db.workspaceId} and i.kind = w.kind and i.value_key = w.value_key
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = i.customer_id`)

/**
 * Makes customers by the addresses that brought them. An address that another process took in this moment is left to
 * it, and no customer is made for it. Gives the ids of the customers made. Rows go in by address, so that two batches
 * never wait for each other crosswise.
 */
export const insertNewcomers = async (
  tx: Tx,
  newcomers: readonly (Attached & { searchable: Searchable })[],
): Promise<Set<string>> => {
  const of = <T>(pick: (newcomer: Attached & { searchable: Searchable }) => T): T[] => newcomers.map(pick)
  const rows = await tx.many<{ id: string }>(sql`
    with people as (
      select * from unnest(
        ${of(({ id }) => id)}::uuid[], ${of(({ kind }) => kind)}::text[], ${of(({ value }) => value)}::text[],
        ${of(({ valueKey }) => valueKey)}::text[], ${of(({ verified }) => verified)}::boolean[],
        ${of(({ person }) => person.id)}::uuid[], ${of(({ person }) => person.name)}::text[],
        ${of(({ person }) => person.named)}::boolean[], ${of(({ person }) => person.language)}::text[],
        ${of(({ person }) => person.seenAt)}::timestamptz[], ${of((newcomer) => newcomer.searchable.text)}::text[],
        ${of((newcomer) => newcomer.searchable.tokens.join(' '))}::text[]
      ) as p (identity_id, kind, value, value_key, verified, id, name, named, language, seen_at, search_text, tokens)
    ), addresses as (
      insert into identities
        (workspace_id, id, customer_id, kind, value, value_key, verified, claimed, created_at)
      select ${tx.workspaceId}, p.identity_id, p.id, p.kind, p.value, p.value_key, p.verified, false, ${tx.now}
      from people p order by p.kind, p.value_key
      on conflict (workspace_id, kind, value_key) do nothing
      returning customer_id
    )
    insert into customers
      (workspace_id, id, name, named, language, search_text, tokens, created_at, last_seen_at)
    select ${tx.workspaceId}, p.id, p.name, p.named, p.language, p.search_text,
      array_to_tsvector(string_to_array(p.tokens, ' ')), ${tx.now}, p.seen_at
    from people p join addresses a on a.customer_id = p.id
    returning id`)
  return new Set(rows.map(({ id }) => id))
}

/** What `finishArrivals` writes: the plan's parts by the ids of the customers that they came to. */
export interface Finish {
  attached: readonly (Omit<Attached, 'person'> & { customerId: string })[]
  proven: Plan['proven']
  claims: readonly { customerId: string; kind: string; value: string; valueKey: string }[]
  links: readonly { customerId: string; inboxId: string; byMerge: boolean }[]
  touched: readonly {
    customerId: string
    at: Date
    name: string | null
    language: string | null
    searchable: Searchable
  }[]
}

/**
 * Writes everything else that a batch of arrivals brought, in one statement. Gives the known customers whose row changed,
 * with whom they were merged into in this very moment, mostly null.
 */
export const finishArrivals = (tx: Tx, finish: Finish): Promise<WrittenRow[]> => {
  const { attached, claims, links, touched } = finish
  const proven = [...finish.proven]
  return tx.many(sql`
    with attached as (
      insert into identities
        (workspace_id, id, customer_id, kind, value, value_key, verified, claimed, origin_id, created_at)
      select ${tx.workspaceId}, a.id, a.customer_id, a.kind, a.value, a.value_key, a.verified, a.claimed, a.origin_id, ${tx.now}
      from unnest(
        ${attached.map(({ id }) => id)}::uuid[], ${attached.map(({ customerId }) => customerId)}::uuid[],
        ${attached.map(({ kind }) => kind)}::text[], ${attached.map(({ value }) => value)}::text[],
        ${attached.map(({ valueKey }) => valueKey)}::text[],
        ${attached.map(({ verified }) => verified)}::boolean[],
        ${attached.map(({ claimed }) => claimed)}::boolean[], ${attached.map(({ originId }) => originId)}::uuid[]
      ) as a (id, customer_id, kind, value, value_key, verified, claimed, origin_id)
      order by a.kind, a.value_key
      on conflict (workspace_id, kind, value_key) do nothing
    ), proven as (
      update identities i set verified = p.verified, claimed = p.claimed
      from unnest(
        ${proven.map(([id]) => id)}::uuid[], ${proven.map(([, { verified }]) => verified)}::boolean[],
        ${proven.map(([, { claimed }]) => claimed)}::boolean[]
      ) as p (id, verified, claimed)
      where i.workspace_id = ${tx.workspaceId} and i.id = p.id
    ), claimed as (
      insert into identity_claims (workspace_id, customer_id, kind, value_key, value, claimed_at)
      select ${tx.workspaceId}, k.customer_id, k.kind, k.value_key, k.value, ${tx.now}
      from unnest(
        ${claims.map(({ customerId }) => customerId)}::uuid[], ${claims.map(({ kind }) => kind)}::text[],
        ${claims.map(({ valueKey }) => valueKey)}::text[], ${claims.map(({ value }) => value)}::text[]
      ) as k (customer_id, kind, value_key, value)
      where ${MOST_CLAIMS} > (select count(*) from identity_claims x
        where x.workspace_id = ${tx.workspaceId} and x.customer_id = k.customer_id)
      on conflict (workspace_id, customer_id, kind, value_key) do nothing
    ), linked as (
      insert into customer_inboxes (workspace_id, customer_id, inbox_id, by_merge)
      select ${tx.workspaceId}, l.customer_id, l.inbox_id, l.by_merge
      from unnest(
        ${links.map(({ customerId }) => customerId)}::uuid[], ${links.map(({ inboxId }) => inboxId)}::uuid[],
        ${links.map(({ byMerge }) => byMerge || null)}::boolean[]
      ) as l (customer_id, inbox_id, by_merge)
      order by l.customer_id, l.inbox_id
      on conflict (workspace_id, customer_id, inbox_id) do nothing
    )
    update customers c set
      last_seen_at = greatest(c.last_seen_at, t.at),
      name = case when c.named or t.name is null then c.name else t.name end,
      named = c.named or t.name is not null,
      language = coalesce(c.language, t.language),
      search_text = case when t.search_text = '' then c.search_text else c.search_text || ' ' || t.search_text end,
      tokens = c.tokens || array_to_tsvector(string_to_array(t.tokens, ' '))
    from unnest(
      ${touched.map(({ customerId }) => customerId)}::uuid[], ${touched.map(({ at }) => at)}::timestamptz[],
      ${touched.map(({ name }) => name)}::text[], ${touched.map(({ language }) => language)}::text[],
      ${touched.map(({ searchable }) => searchable.text)}::text[],
      ${touched.map(({ searchable }) => searchable.tokens.join(' '))}::text[]
    ) as t (id, at, name, language, search_text, tokens)
    where c.workspace_id = ${tx.workspaceId} and c.id = t.id
    returning c.id, c.merged_into as "mergedInto"`)
}
