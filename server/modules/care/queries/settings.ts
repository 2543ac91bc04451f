import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { ComplaintSettings, Severity } from '../contract-complaints.ts'

/** A cause of complaints; one that was removed stays for those that name it. */
export interface CauseRow {
  id: string
  name: string
  removed: boolean
}

/** Every cause that there ever was, in the order in which they are offered. */
export const causeRows = (db: Db): Promise<CauseRow[]> =>
  db.many(sql`
    select id, name, removed_at is not null as removed from complaint_causes
    where workspace_id = ${db.workspaceId} order by position, id`)

/** Makes these causes, in this order, the ones that are offered. A name that comes back is the cause that it was. */
export const putCauses = async (tx: Tx, causes: readonly { id: string; name: string }[]): Promise<void> => {
  const ids = causes.map(({ id }) => id)
  await tx.run(sql`
    update complaint_causes set removed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and removed_at is null and id <> all(${ids}::uuid[])`)
  // Two that swap their names would meet halfway.
  await tx.run(sql`
    update complaint_causes set name = id::text
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)
  await tx.run(sql`
    insert into complaint_causes (workspace_id, id, name, position, created_at)
    select ${tx.workspaceId}, r.id, r.name, r.position, ${tx.now}
    from unnest(${ids}::uuid[], ${causes.map(({ name }) => name)}::text[], ${causes.map((_, at) => at)}::integer[])
      as r (id, name, position)
    on conflict (workspace_id, id) do update set name = excluded.name, position = excluded.position, removed_at = null`)
}

/** Within how many hours complaints are to be closed, where that was settled. */
export const deadlineRows = (db: Db): Promise<{ severity: Severity; hours: number | null }[]> =>
  db.many(sql`select severity, hours from complaint_deadlines where workspace_id = ${db.workspaceId}`)

/** Settles within how many hours complaints are to be closed. */
export const putDeadlines = async (tx: Tx, hours: ComplaintSettings['hours']): Promise<void> => {
  await tx.run(sql`
    insert into complaint_deadlines (workspace_id, severity, hours)
    select ${tx.workspaceId}, r.severity, r.hours
    from unnest(${Object.keys(hours)}::text[], ${Object.values(hours)}::integer[]) as r (severity, hours)
    on conflict (workspace_id, severity) do update set hours = excluded.hours`)
}
