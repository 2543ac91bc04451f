import { sql, type Db, type Tx } from '../../../../kernel/db/index.ts'

/** A group of a directory. */
export interface GroupRow {
  id: string
  displayName: string
  externalId: string | null
  createdAt: Date
  updatedAt: Date
}

/** Which groups are wanted; null is no limit. `nameKey` is in lower case. */
export interface GroupFilter {
  id: string | null
  nameKey: string | null
  externalId: string | null
}

/** Groups of a directory, in the order of their ids. */
export const groupRows = (db: Db, providerId: string, filter: GroupFilter): Promise<GroupRow[]> =>
  db.many(sql`
    select id, display_name as "displayName", external_id as "externalId", created_at as "createdAt",
      updated_at as "updatedAt"
    from scim_groups
    where workspace_id = ${db.workspaceId} and provider_id = ${providerId}
      and (${filter.id}::uuid is null or id = ${filter.id}::uuid)
      and (${filter.nameKey}::text is null or name_key = ${filter.nameKey}::text)
      and (${filter.externalId}::text is null or external_id = ${filter.externalId}::text)
    order by id`)

/** Holds a group against other changes until the end of the transaction. */
export const lockGroup = (tx: Tx, id: string): Promise<unknown> =>
  tx.maybe(sql`select 1 from scim_groups where workspace_id = ${tx.workspaceId} and id = ${id} for update`)

/** Who is in which of some groups, by name. */
export const memberRows = (
  db: Db,
  groupIds: readonly string[],
): Promise<{ groupId: string; agentId: string; name: string }[]> =>
  db.many(sql`
    select m.group_id as "groupId", m.agent_id as "agentId", a.name
    from scim_members m
    join agents a on a.workspace_id = ${db.workspaceId} and a.id = m.agent_id
    where m.workspace_id = ${db.workspaceId} and m.group_id = any(${groupIds}::uuid[])
    order by m.agent_id`)

/** In which groups some people are. */
export const groupsOf = (
  db: Db,
  agentIds: readonly string[],
): Promise<{ agentId: string; id: string; displayName: string; externalId: string | null }[]> =>
  db.many(sql`
    select m.agent_id as "agentId", g.id, g.display_name as "displayName", g.external_id as "externalId"
    from scim_members m
    join scim_groups g on g.workspace_id = ${db.workspaceId} and g.id = m.group_id
    where m.workspace_id = ${db.workspaceId} and m.agent_id = any(${agentIds}::uuid[])
    order by g.id`)

/** Adds a group, or writes its names; false when the directory calls another one so. */
export const putGroup = async (
  tx: Tx,
  providerId: string,
  group: Pick<GroupRow, 'id' | 'displayName' | 'externalId'>,
): Promise<boolean> => {
  const key = group.displayName.toLowerCase()
  const taken = await tx.maybe(sql`
    select 1 from scim_groups
    where workspace_id = ${tx.workspaceId} and provider_id = ${providerId} and name_key = ${key}
      and id <> ${group.id}`)
  if (taken) return false
  await tx.run(sql`
    insert into scim_groups (workspace_id, id, provider_id, display_name, name_key, external_id, created_at, updated_at)
    values (${tx.workspaceId}, ${group.id}, ${providerId}, ${group.displayName}, ${key}, ${group.externalId},
      ${tx.now}, ${tx.now})
    on conflict (workspace_id, id) do update set display_name = excluded.display_name,
      name_key = excluded.name_key, external_id = excluded.external_id, updated_at = excluded.updated_at`)
  return true
}

/** Those of some people whom the directory brought. */
export const knownMembers = async (
  db: Db,
  providerId: string,
  agentIds: readonly string[],
): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`
    select agent_id as id from scim_people
    where workspace_id = ${db.workspaceId} and provider_id = ${providerId}
      and agent_id = any(${agentIds}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** Puts people into a group and takes others out. */
export const moveMembers = async (
  tx: Tx,
  groupId: string,
  { added, removed }: { added: readonly string[]; removed: readonly string[] },
): Promise<void> => {
  await tx.run(sql`
    delete from scim_members
    where workspace_id = ${tx.workspaceId} and group_id = ${groupId} and agent_id = any(${removed}::uuid[])`)
  await tx.run(sql`
    insert into scim_members (workspace_id, group_id, agent_id)
    select ${tx.workspaceId}, ${groupId}, n.id from unnest(${added}::uuid[]) as n (id)
    on conflict (workspace_id, group_id, agent_id) do nothing`)
}

/** Removes a group. */
export const deleteGroup = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from scim_groups where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Groups of a directory by name, with how many are in each. */
export const groupCounts = (
  db: Db,
  providerId: string,
): Promise<{ id: string; name: string; externalId: string | null; people: number }[]> =>
  db.many(sql`
    select g.id, g.display_name as name, g.external_id as "externalId",
      (select count(*) from scim_members m
        where m.workspace_id = ${db.workspaceId} and m.group_id = g.id)::integer as people
    from scim_groups g
    where g.workspace_id = ${db.workspaceId} and g.provider_id = ${providerId}
    order by g.display_name, g.id
    limit 500`)
