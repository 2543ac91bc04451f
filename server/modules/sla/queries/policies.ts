import type { Expression } from '../../../kernel/contract-conditions.ts'
import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'

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

/** The same with when it was made: it measures nothing of before. */
export interface MeasuringPolicy extends PolicyRow {
  createdAt: Date
}

const columns = sql`
  p.id, p.name, p.applies, p.first_seconds as "firstSeconds", p.next_seconds as "nextSeconds",
    p.resolve_seconds as "resolveSeconds", p.business_time as "businessTime", p.pauses, p.warn_percent as "warnPercent"`

const standing = (db: Db, selected: Sql): Sql => sql`
  select ${selected} from sla_policies p
  where p.workspace_id = ${db.workspaceId} and p.removed_at is null
  order by p.position, p.id`

/** All policies in the order in which they are asked: the first that fits holds. */
export const policyRows = (db: Db): Promise<PolicyRow[]> => db.many(standing(db, columns))

/** The same with when they were made. */
export const measuringPolicies = (db: Db): Promise<MeasuringPolicy[]> =>
  db.many(standing(db, sql`${columns}, p.created_at as "createdAt"`))

/** Names of policies by id, also of those that were removed. */
export const policyNames = async (db: Db, ids: readonly string[]): Promise<Map<string, string>> => {
  const rows = await db.many<{ id: string; name: string }>(sql`
    select p.id, p.name from sla_policies p
    where p.workspace_id = ${db.workspaceId} and p.id = any(${ids}::uuid[])`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Holds a policy until the end of the transaction; false where it was removed. */
export const lockPolicy = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select from sla_policies where workspace_id = ${tx.workspaceId} and id = ${id} and removed_at is null for update`)) !==
  undefined

/** Adds a policy behind all others, or changes one. */
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
      warn_percent = excluded.warn_percent`)

/** Removes a policy; what was measured by it keeps its name, which this gives. Undefined where there is none. */
export const removePolicyRow = async (tx: Tx, id: string): Promise<string | undefined> =>
  (
    await tx.maybe<{ name: string }>(sql`
      update sla_policies set removed_at = ${tx.now}
      where workspace_id = ${tx.workspaceId} and id = ${id} and removed_at is null
      returning name`)
  )?.name

/** Puts policies in an order; gives how many there are of them. */
export const orderPolicies = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update sla_policies p set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o (id, position)
    where p.workspace_id = ${tx.workspaceId} and p.id = o.id and p.removed_at is null`)
