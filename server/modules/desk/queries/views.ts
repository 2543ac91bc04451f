import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'
import type { Filter, SavedView } from '../contract.ts'

const columns = sql`v.id, v.name, v.shared, v.owner_id as "ownerId", v.filter, v.position`

const visibleTo = (agentId: string | null): Sql => sql`(v.shared or v.owner_id = ${agentId}::uuid)`

/** A person's own and the shared views, in their order. */
export const viewRows = (db: Db, agentId: string | null): Promise<SavedView[]> =>
  db.many(sql`
    select ${columns} from saved_views v
    where v.workspace_id = ${db.workspaceId} and ${visibleTo(agentId)}
    order by v.position, v.created_at, v.id`)

/** Views of some customers, or in whose names one of these words stands, in lower case. */
export const viewsOf = (
  tx: Tx,
  customerIds: readonly string[],
  words: readonly string[],
): Promise<SavedView[]> =>
  tx.many(sql`
    select ${columns} from saved_views v
    where v.workspace_id = ${tx.workspaceId} and (v.filter ->> 'customerId' = any(${customerIds}::text[]) or ${holdsAny(sql`v.name`, words)})
    order by v.id for update`)

/** A view that the person may see, held until the end of the transaction. */
export const lockView = (tx: Tx, id: string, agentId: string | null): Promise<SavedView | undefined> =>
  tx.maybe(sql`
    select ${columns} from saved_views v
    where v.workspace_id = ${tx.workspaceId} and v.id = ${id} and ${visibleTo(agentId)}
    for update`)

/** How many views a person keeps. */
export const countViews = async (db: Db, ownerId: string): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*) as n from saved_views v where v.workspace_id = ${db.workspaceId} and v.owner_id = ${ownerId}`)
  ).n

/** Adds a view behind the owner's others. */
export const insertView = (tx: Tx, view: Omit<SavedView, 'position'>): Promise<SavedView> =>
  tx.one(sql`
    insert into saved_views as v (workspace_id, id, owner_id, name, shared, filter, position, created_at)
    select ${tx.workspaceId}, ${view.id}, ${view.ownerId}, ${view.name}, ${view.shared},
      ${JSON.stringify(view.filter)}::jsonb, least(coalesce(max(o.position) + 1, 0), 1000), ${tx.now}
    from saved_views o where o.workspace_id = ${tx.workspaceId} and o.owner_id = ${view.ownerId}
    returning ${columns}`)

/** Writes a view. */
export const updateViewRow = (tx: Tx, view: SavedView): Promise<SavedView> =>
  tx.one(sql`
    update saved_views v set name = ${view.name}, shared = ${view.shared}, position = ${view.position},
      filter = ${JSON.stringify(view.filter)}::jsonb
    where v.workspace_id = ${tx.workspaceId} and v.id = ${view.id}
    returning ${columns}`)

/** Removes a view. */
export const deleteViewRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from saved_views v where v.workspace_id = ${tx.workspaceId} and v.id = ${id}`)

/** Fields of a filter that name something which is not there. */
export const missingReferences = async (db: Db, filter: Partial<Filter>): Promise<string[]> => {
  const found = await db.one<Record<string, boolean>>(sql`
    select
      exists (select 1 from teams t where t.workspace_id = ${db.workspaceId} and t.id = ${filter.teamId ?? null}::uuid) as "teamId",
      exists (select 1 from inboxes i where i.workspace_id = ${db.workspaceId} and i.id = ${filter.inboxId ?? null}::uuid) as "inboxId",
      exists (select 1 from agents a where a.workspace_id = ${db.workspaceId} and a.id = ${filter.assigneeId ?? null}::uuid) as "assigneeId",
      exists (select 1 from tags g where g.workspace_id = ${db.workspaceId} and g.id = ${filter.tagId ?? null}::uuid) as "tagId",
      exists (select 1 from customers c where c.workspace_id = ${db.workspaceId} and c.id = ${filter.customerId ?? null}::uuid) as "customerId"`)
  return Object.keys(found).filter((field) => filter[field as keyof Filter] !== undefined && !found[field])
}
