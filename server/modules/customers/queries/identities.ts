import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import type { BounceKind } from './bounces.ts'

/** An address of a customer. */
export interface IdentityRow {
  id: string
  customerId: string
  kind: string
  value: string
  valueKey: string
  verified: boolean
  createdAt: Date
  bouncedAt?: Date | null
  bounceKind?: BounceKind | null
  bounceReason?: Sentence | null
  /** With whom it was before any merge; null: with this customer. */
  originId?: string | null
  /** Somebody typed it and never wrote from it. */
  claimed?: boolean
}

const columns = sql`id, customer_id as "customerId", kind, value, value_key as "valueKey", verified,
  created_at as "createdAt", bounced_at as "bouncedAt", bounce_kind as "bounceKind", bounce_reason as "bounceReason", origin_id as "originId", claimed`

/** Addresses of a customer, their own before those that merges brought, oldest first. */
export const identityRows = (db: Db, customerId: string): Promise<IdentityRow[]> =>
  db.many(sql`
    select ${columns} from identities
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} order by origin_id is not null, id`)

/** Adds addresses; gives those that were free. */
export const insertIdentities = (tx: Tx, rows: readonly IdentityRow[]): Promise<IdentityRow[]> => {
  const of = <T>(pick: (row: IdentityRow) => T): T[] => rows.map(pick)
  return tx.many(sql`
    insert into identities (workspace_id, id, customer_id, kind, value, value_key, verified, created_at)
    select ${tx.workspaceId}, n.id, n.customer_id, n.kind, n.value, n.value_key, n.verified, n.created_at
    from unnest(
      ${of(({ id }) => id)}::uuid[], ${of(({ customerId }) => customerId)}::uuid[],
      ${of(({ kind }) => kind)}::text[], ${of(({ value }) => value)}::text[],
      ${of(({ valueKey }) => valueKey)}::text[], ${of(({ verified }) => verified)}::boolean[],
      ${of(({ createdAt }) => createdAt)}::timestamptz[]
    ) as n (id, customer_id, kind, value, value_key, verified, created_at)
    order by n.kind, n.value_key
    on conflict (workspace_id, kind, value_key) do nothing
    returning ${columns}`)
}

/** Removes an address of a customer; undefined when it has none with this id. */
export const deleteIdentity = (tx: Tx, customerId: string, id: string): Promise<IdentityRow | undefined> =>
  tx.maybe(sql`
    delete from identities
    where workspace_id = ${tx.workspaceId} and customer_id = ${customerId} and id = ${id}
    returning ${columns}`)

/** An address that a customer gave as theirs while it belongs to somebody else. */
export interface ClaimRow {
  kind: string
  value: string
  claimedAt: Date
}

/** Addresses that a customer gave while they belong to others, oldest first; of `ids`, all who are one person now. */
export const claimRows = (db: Db, ids: readonly string[]): Promise<ClaimRow[]> =>
  db.many(sql`
    select k.kind, min(k.value) as value, min(k.claimed_at) as "claimedAt" from identity_claims k
    where k.workspace_id = ${db.workspaceId} and k.customer_id = any(${ids}::uuid[])
      and not exists (
        select from identities i
        where i.workspace_id = ${db.workspaceId} and i.kind = k.kind and i.value_key = k.value_key
          and i.customer_id = any(${ids}::uuid[]))
    group by k.kind, k.value_key order by 3, k.value_key`)

/** The first address of a kind of each customer, the longest known. */
export const firstAddresses = (
  db: Db,
  customerIds: readonly string[],
  kind: string,
): Promise<{ customerId: string; value: string }[]> =>
  db.many(sql`
    select distinct on (customer_id) customer_id as "customerId", value from identities
    where workspace_id = ${db.workspaceId} and customer_id = any(${customerIds}::uuid[]) and kind = ${kind}
    order by customer_id, origin_id is not null, id`)
