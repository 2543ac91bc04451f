import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Inboxes with their channels. */
export const channelsOf = (db: Db, ids: readonly string[]): Promise<{ id: string; channel: string }[]> =>
  db.many(sql`
    select i.id, i.channel from inboxes i where i.workspace_id = ${db.workspaceId} and i.id = any(${ids}::uuid[])`)

/** All inboxes by name. */
export const inboxNames = (db: Db): Promise<{ id: string; name: string }[]> =>
  db.many(
    sql`select i.id, i.name from inboxes i where i.workspace_id = ${db.workspaceId} order by i.name, i.id`,
  )

/** What answers name of an inbox. */
export interface NamedInbox {
  id: string
  name: string
  /** Its brand's name, else the workspace's. */
  brand: string
}

/** Inboxes as answers name them. */
export const namedInboxes = (db: Db, ids: readonly string[]): Promise<NamedInbox[]> =>
  db.many(sql`
    select i.id, i.name, coalesce(b.name, w.name) as brand
    from inboxes i
    join workspaces w on w.id = ${db.workspaceId}
    left join brands b on b.workspace_id = ${db.workspaceId} and b.id = i.brand_id
    where i.workspace_id = ${db.workspaceId} and i.id = any(${ids}::uuid[])`)
