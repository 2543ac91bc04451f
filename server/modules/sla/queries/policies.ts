import type { Expression } from '../../../kernel/contract-conditions.ts'
import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A policy as it is kept. */
export interface PolicyRow {
  id: string
  name: string
  applies: Expression | null
  firstSeconds: number | null
  nextSeconds: number | null
  resolveSeconds: number | null
  businessTime: boolean
  pauses: ('pending' | 'snoozed')[]
  warnPercent: number | null
}

/** All policies in the order in which they are asked: the first that fits holds. */
export const policyRows = (db: Db): Promise<PolicyRow[]> =>
  db.many(sql`
    select p.id, p.name, p.applies, p.first_seconds as "firstSeconds", p.next_seconds as "nextSeconds",
      p.resolve_seconds as "resolveSeconds", p.business_time as "businessTime", p.pauses, p.warn_percent as "warnPercent"
    from sla_policies p
    where p.workspace_id = ${db.workspaceId} and p.removed_at is null
    order by p.position, p.id`)

/** Adds a policy behind all others, or changes one; 0 where it was removed. */
export const putPolicy = (tx: Tx, row: PolicyRow): Promise<number> =>
  tx.run(sql`
    insert into sla_policies (workspace_id, id, name, position, applies, first_seconds, next_seconds, resolve_seconds,
      business_time, pauses, warn_percent, created_at)
    select ${tx.workspaceId}, ${row.id}, ${row.name},
      (select coalesce(max(o.position), 0) + 1 from sla_policies o where o.workspace_id = ${tx.workspaceId}),
      ${row.applies === null ? null : JSON.stringify(row.applies)}::jsonb, ${row.firstSeconds}, ${row.nextSeconds},
      ${row.resolveSeconds}, ${row.businessTime}, ${row.pauses}::text[], ${row.warnPercent}, ${tx.now}
    on conflict (workspace_id, id) do update set name = excluded.name, applies = excluded.applies,
      first_seconds = excluded.first_seconds, next_seconds = excluded.next_seconds,
      resolve_seconds = excluded.resolve_seconds, business_time = excluded.business_time, pauses = excluded.pauses,
      warn_percent = excluded.warn_percent
    where sla_policies.removed_at is null`)

/** Removes a policy; what was measured by it keeps its name. */
export const removePolicyRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`
    update sla_policies set removed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${id} and removed_at is null`)

/** Puts policies in an order; gives how many there are of them. */
export const orderPolicies = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update sla_policies p set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o (id, position)
    where p.workspace_id = ${tx.workspaceId} and p.id = o.id and p.removed_at is null`)
