import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'

/** A role of the workspace's own as kept. */
export interface RoleRow {
  id: string
  name: string
  description: string
  permissions: string[]
  allInboxes: boolean
}

const columns = sql`id, name, description, permissions, all_inboxes as "allInboxes"`

/** All roles of the workspace's own by name. */
export const roleRows = (db: Db): Promise<RoleRow[]> =>
  db.many(sql`select ${columns} from roles where workspace_id = ${db.workspaceId} order by name, id`)

/** One role of the workspace's own. */
export const roleRow = (db: Db, id: string): Promise<RoleRow | undefined> =>
  db.maybe(sql`select ${columns} from roles where workspace_id = ${db.workspaceId} and id = ${id}`)

/** The same, held against other changes, and against being given, until the end of the transaction. */
export const lockRole = (tx: Tx, id: string): Promise<RoleRow | undefined> =>
  tx.maybe(sql`select ${columns} from roles where workspace_id = ${tx.workspaceId} and id = ${id} for update`)

/** Holds a role against being changed or removed until the end of the transaction. */
export const shareRole = (tx: Tx, id: string): Promise<unknown> =>
  tx.maybe(sql`select 1 from roles where workspace_id = ${tx.workspaceId} and id = ${id} for share`)

/** Adds a role; false when the name is taken. */
export const insertRole = async (tx: Tx, role: RoleRow): Promise<boolean> =>
  (await tx.run(sql`
    insert into roles (workspace_id, id, name, description, permissions, all_inboxes, created_at, updated_at)
    values (${tx.workspaceId}, ${role.id}, ${role.name}, ${role.description}, ${role.permissions}::text[],
      ${role.allInboxes}, ${tx.now}, ${tx.now})
    on conflict (workspace_id, name) do nothing`)) === 1

/** Writes a role's values; false when another one has the name. */
export const updateRoleRow = async (tx: Tx, role: RoleRow): Promise<boolean> =>
  (await tx.run(sql`
    update roles set name = ${role.name}, description = ${role.description},
      permissions = ${role.permissions}::text[], all_inboxes = ${role.allInboxes}, updated_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${role.id}
      and not exists (select 1 from roles o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${role.name} and o.id <> ${role.id})`)) === 1

/** Removes a role that nobody has. */
export const deleteRoleRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from roles where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Who has a role of the workspace's own, held until the end of the transaction. */
export const lockHolders = (
  tx: Tx,
  roleId: string,
): Promise<{ id: string; active: boolean; bot: boolean }[]> =>
  tx.many(sql`
    select id, active, bot from agents
    where workspace_id = ${tx.workspaceId} and role_id = ${roleId} order by id for update`)

/** Gives everybody who has a role another one. */
export const moveHolders = (
  tx: Tx,
  roleId: string,
  to: { role: string; roleId: string | null },
): Promise<number> =>
  tx.run(sql`
    update agents set role = ${to.role}, role_id = ${to.roleId}
    where workspace_id = ${tx.workspaceId} and role_id = ${roleId}`)

/** Who has which role: its name or its id. */
export const holderRows = (db: Db): Promise<{ id: string; role: string }[]> =>
  db.many(sql`
    select a.id, coalesce(a.role_id::text, a.role) as role from agents a
    where a.workspace_id = ${db.workspaceId} order by a.id`)

/**
 * Condition: a person (alias given) holds a permission, by one of these roles of the house's or by one of the workspace's
 * own. For statements that ask it of many; of a caller `may` tells it.
 */
export const holds = (db: Db, agent: Sql, permission: string, fixed: readonly string[]): Sql => sql`
  (${agent}.role = any(${fixed}::text[]) or exists (
    select 1 from roles h where h.workspace_id = ${db.workspaceId} and h.id = ${agent}.role_id
      and ${permission}::text = any(h.permissions)))`
