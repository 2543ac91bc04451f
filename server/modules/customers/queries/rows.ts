import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import { among, sightOf } from '../../../kernel/sight.ts'
import type { Searchable } from '../search-customers.ts'

/** A customer as lists show it. */
export interface CustomerRow {
  id: string
  name: string
  kana: string | null
  email: string | null
  phone: string | null
  language: string | null
  attributes: Record<string, string | number | boolean>
  createdAt: Date
  lastSeenAt: Date
  conversationCount: number
  /** Nothing is left of who it was since then. */
  erasedAt: Date | null
}

/** Columns of a customer in a list, as the caller may see them; alias `c` is customers. */
export const customerColumns = (db: Db, caller: Caller): Sql => sql`
  c.id, c.name, c.kana, c.language, c.attributes, c.created_at as "createdAt", c.last_seen_at as "lastSeenAt", c.erased_at as "erasedAt",
  ${countedFor(db, caller)} as "conversationCount",
  (select e.value from identities e
    where e.workspace_id = ${db.workspaceId} and e.customer_id = c.id and e.kind = 'email'
    order by e.origin_id is not null, e.id limit 1) as email,
  (select p.value from identities p
    where p.workspace_id = ${db.workspaceId} and p.customer_id = c.id and p.kind = 'phone'
    order by p.origin_id is not null, p.id limit 1) as phone`

/**
 * How many conversations with a customer there are: the kept number for those who see all, else those in sight alone, so
 * that nobody learns how much others talk with them. Reads where conversations are, and nothing else of their room.
 */
export const countedFor = (db: Db, caller: Caller): Sql => {
  const sight = sightOf(caller)
  return sight === null
    ? sql`c.conversation_count`
    : sql`(select count(*)::integer from conversations v
        where v.workspace_id = ${db.workspaceId} and v.customer_id = c.id and v.merged_into is null and ${among(sql`v.inbox_id`, sight)})`
}

/**
 * Who may see a customer: everybody as long as there is no conversation, then those who see an inbox through which
 * the customer wrote or was written to. As a sub-query for one value it is asked row by row, which a page of the
 * newest wants; with `many` as EXISTS, which is turned into joins that read all links once.
 */
export const seenBy = (db: Db, caller: Caller, how: 'few' | 'many' = 'few'): Sql => {
  const sight = sightOf(caller)
  if (sight === null) return nothing
  return how === 'few'
    ? sql`
      and coalesce((select bool_or(${among(sql`s.inbox_id`, sight)}) from customer_inboxes s
        where s.workspace_id = ${db.workspaceId} and s.customer_id = c.id), true)`
    : sql`
      and (exists (select 1 from customer_inboxes s
          where s.workspace_id = ${db.workspaceId} and s.customer_id = c.id and ${among(sql`s.inbox_id`, sight)})
        or not exists (select 1 from customer_inboxes n
          where n.workspace_id = ${db.workspaceId} and n.customer_id = c.id))`
}

/** One customer whom the caller may see; nobody who was merged into another one. */
export const customerRow = (db: Db, caller: Caller, id: string): Promise<CustomerRow | undefined> =>
  db.maybe(sql`
    select ${customerColumns(db, caller)} from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = ${id} and c.merged_into is null${seenBy(db, caller)}`)

/** The customer into whom one was merged, where the caller may see them. */
export const survivorRow = (db: Db, caller: Caller, mergedId: string): Promise<CustomerRow | undefined> =>
  db.maybe(sql`
    select ${customerColumns(db, caller)} from customers c
    join customers g on g.workspace_id = ${db.workspaceId} and g.id = ${mergedId} and g.merged_into = c.id
    where c.workspace_id = ${db.workspaceId}${seenBy(db, caller)}`)

/** Holds a customer's row until the end of the transaction; false when there is none. */
export const lockCustomer = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from customers where workspace_id = ${tx.workspaceId} and id = ${id} for update`)) !== undefined

/** Keeps a customer from being erased until the end of the transaction; false for one who was, and when there is none. */
export const holdUnerased = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.maybe<{ stands: boolean }>(sql`
      select erased_at is null as stands from customers where workspace_id = ${tx.workspaceId} and id = ${id} for share`)
  )?.stands ?? false

/** Name of a customer. */
export const nameRow = (db: Db, id: string): Promise<{ name: string } | undefined> =>
  db.maybe(sql`select name from customers where workspace_id = ${db.workspaceId} and id = ${id}`)

/** A customer to be written as given. */
export interface NewCustomerRow {
  id: string
  name: string
  named: boolean
  kana: string | null
  language: string | null
  attributes: Record<string, unknown>
  createdAt: Date
  lastSeenAt: Date
  searchable: Searchable
}

/** Adds customers. */
export const insertCustomers = (tx: Tx, rows: readonly NewCustomerRow[]): Promise<number> => {
  const of = <T>(pick: (row: NewCustomerRow) => T): T[] => rows.map(pick)
  return tx.run(sql`
    insert into customers
      (workspace_id, id, name, named, kana, language, attributes, search_text, tokens, created_at, last_seen_at)
    select ${tx.workspaceId}, n.id, n.name, n.named, n.kana, n.language, n.attributes, n.search_text,
      array_to_tsvector(string_to_array(n.tokens, ' ')), n.created_at, n.last_seen_at
    from unnest(
      ${of(({ id }) => id)}::uuid[], ${of(({ name }) => name)}::text[], ${of(({ named }) => named)}::boolean[],
      ${of(({ kana }) => kana)}::text[],
      ${of(({ language }) => language)}::text[], ${of(({ attributes }) => JSON.stringify(attributes))}::jsonb[],
      ${of((row) => row.searchable.text)}::text[], ${of((row) => row.searchable.tokens.join(' '))}::text[],
      ${of(({ createdAt }) => createdAt)}::timestamptz[], ${of(({ lastSeenAt }) => lastSeenAt)}::timestamptz[]
    ) as n (id, name, named, kana, language, attributes, search_text, tokens, created_at, last_seen_at)`)
}

/** Writes what agents may change of a customer. */
export const updateCustomerRow = (
  tx: Tx,
  row: Pick<NewCustomerRow, 'id' | 'name' | 'kana' | 'language' | 'attributes'> & { named: boolean },
): Promise<number> =>
  tx.run(sql`
    update customers set name = ${row.name}, named = named or ${row.named}, kana = ${row.kana},
      language = ${row.language}, attributes = ${JSON.stringify(row.attributes)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Writes what is searched of a customer. */
export const updateSearchable = (tx: Tx, id: string, { text, tokens }: Searchable): Promise<number> =>
  tx.run(sql`
    update customers set search_text = ${text}, tokens = array_to_tsvector(${tokens}::text[])
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** A customer who was written to just now, with whom they were merged into meanwhile. */
export interface WrittenRow {
  id: string
  mergedInto: string | null
}

/**
 * Counts a new conversation for each id given; an id may stand there more than once. Gives into whom each of them was
 * merged, mostly null.
 */
export const addToCounts = (tx: Tx, customerIds: readonly string[]): Promise<WrittenRow[]> =>
  tx.many(sql`
    update customers c set conversation_count = c.conversation_count + n.times
    from (select k.id, count(*)::integer as times from unnest(${customerIds}::uuid[]) as k (id) group by k.id) n
    where c.workspace_id = ${tx.workspaceId} and c.id = n.id
    returning c.id, c.merged_into as "mergedInto"`)

/** Notes until when customers were heard of; an earlier moment than the known one changes nothing. */
export const raiseLastSeen = (tx: Tx, seen: readonly { customerId: string; at: Date }[]): Promise<number> =>
  tx.run(sql`
    update customers c set last_seen_at = n.at
    from (select k.id, max(k.at) as at
      from unnest(${seen.map(({ customerId }) => customerId)}::uuid[], ${seen.map(({ at }) => at)}::timestamptz[])
        as k (id, at) group by k.id) n
    where c.workspace_id = ${tx.workspaceId} and c.id = n.id and c.last_seen_at < n.at`)

/** Notes through which inbox a customer wrote or was written to. */
export const insertLinks = (
  tx: Tx,
  links: readonly { customerId: string; inboxId: string }[],
): Promise<number> =>
  tx.run(sql`
    insert into customer_inboxes (workspace_id, customer_id, inbox_id, by_merge)
    select ${tx.workspaceId}, l.customer_id, l.inbox_id, nullif(exists (
      select from customers m where m.workspace_id = ${tx.workspaceId} and m.merged_into = l.customer_id), false)
    from unnest(
      ${links.map(({ customerId }) => customerId)}::uuid[], ${links.map(({ inboxId }) => inboxId)}::uuid[]
    ) as l (customer_id, inbox_id)
    order by l.customer_id, l.inbox_id
    on conflict (workspace_id, customer_id, inbox_id) do nothing`)

/** Who stands for customers now: themselves, or whom they were merged into; without those who were erased. */
export const standingNames = (
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; standingId: string; name: string }[]> =>
  db.many(sql`
    select c.id, s.id as "standingId", s.name from customers c
    join customers s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and s.erased_at is null`)
