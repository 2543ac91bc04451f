import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import { EMAIL } from '../normalise-identity.ts'
import { seenBy } from './rows.ts'

/** Whether a later mail may arrive: no, perhaps, or it had better not be sent. */
export type BounceKind = 'hard' | 'soft' | 'complaint'

/** An address that mail did not reach. */
export interface Bounce {
  valueKey: string
  kind: BounceKind
  reason: Sentence | null
}

/** Marks mail addresses; gives the customers to whom they belong. */
export const markRows = (tx: Tx, bounces: readonly Bounce[]): Promise<{ customerId: string }[]> =>
  tx.many(sql`
    update identities i set bounced_at = ${tx.now}, bounce_kind = b.kind, bounce_reason = b.reason::jsonb
    from unnest(${bounces.map(({ valueKey }) => valueKey)}::text[], ${bounces.map(({ kind }) => kind)}::text[],
      ${bounces.map(({ reason }) => reason && JSON.stringify(reason))}::text[]) as b (value_key, kind, reason)
    where i.workspace_id = ${tx.workspaceId} and i.kind = ${EMAIL} and i.value_key = b.value_key
    returning i.customer_id as "customerId"`)

/** Takes the mark from addresses; gives the customers to whom they belong. */
export const clearRows = (tx: Tx, identityIds: readonly string[]): Promise<{ customerId: string }[]> =>
  tx.many(sql`
    update identities set bounced_at = null, bounce_kind = null, bounce_reason = null
    where workspace_id = ${tx.workspaceId} and id = any(${identityIds}::uuid[]) and bounced_at is not null
    returning customer_id as "customerId"`)

/** Which of these mail addresses are marked, of customers in the caller's sight. */
export const markedRows = (
  db: Db,
  caller: Caller,
  valueKeys: readonly string[],
): Promise<{ value: string; at: Date; kind: BounceKind; reason: Sentence | null }[]> =>
  db.many(sql`
    select i.value, i.bounced_at as at, i.bounce_kind as kind, i.bounce_reason as reason
    from identities i
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = i.customer_id
    where i.workspace_id = ${db.workspaceId} and i.kind = ${EMAIL} and i.value_key = any(${valueKeys}::text[])
      and i.bounced_at is not null${seenBy(db, caller)}
    order by i.id`)
