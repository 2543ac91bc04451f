import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A team as kept. */
export interface TeamRow {
  id: string
  name: string
  agentIds: string[]
  createdAt: Date
}

const selected = (db: Db) => sql`
  select t.id, t.name, t.created_at as "createdAt",
    array(select m.agent_id from team_members m
      where m.workspace_id = ${db.workspaceId} and m.team_id = t.id order by m.agent_id) as "agentIds"
  from teams t
  where t.workspace_id = ${db.workspaceId}`

/** All teams by name. */
export const teamRows = (db: Db): Promise<TeamRow[]> => db.many(sql`${selected(db)} order by t.name, t.id`)

/** One team. */
export const teamRow = (db: Db, id: string): Promise<TeamRow | undefined> =>
  db.maybe(sql`${selected(db)} and t.id = ${id}`)

/** Holds a team against other changes until the end of the transaction; false when there is none. */
export const lockTeam = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from teams where workspace_id = ${tx.workspaceId} and id = ${id} for update`)) !== undefined

/** Adds a team; false when the name is taken. */
export const insertTeam = async (tx: Tx, team: { id: string; name: string }): Promise<boolean> =>
  (await tx.run(sql`
    insert into teams (workspace_id, id, name, created_at)
    values (${tx.workspaceId}, ${team.id}, ${team.name}, ${tx.now})
    on conflict (workspace_id, name) do nothing`)) === 1

/** Renames a team; false when another one has the name. */
export const renameTeam = async (tx: Tx, team: { id: string; name: string }): Promise<boolean> =>
  (await tx.run(sql`
    update teams set name = ${team.name}
    where workspace_id = ${tx.workspaceId} and id = ${team.id}
      and not exists (select 1 from teams o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${team.name} and o.id <> ${team.id})`)) === 1

/** Removes a team with its memberships and its inbox links; the number of teams removed. */
export const deleteTeamRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from teams where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** How many of the given teams exist. */
export const countTeams = async (db: Db, ids: readonly string[]): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*) as n from teams where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[])`)
  ).n

/** Teams of a person. */
export const teamIdsOf = async (db: Db, agentId: string): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`
    select team_id as id from team_members
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} order by team_id`)
  return rows.map((row) => row.id)
}

/** Makes these the teams of a person; the number of memberships added or removed. */
export const replaceTeamsOf = async (
  tx: Tx,
  agentId: string,
  teamIds: readonly string[],
): Promise<number> => {
  const [removed, added] = await Promise.all([
    tx.run(sql`
      delete from team_members
      where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and team_id <> all(${teamIds}::uuid[])`),
    tx.run(sql`
      insert into team_members (workspace_id, team_id, agent_id)
      select ${tx.workspaceId}, t.id, ${agentId} from unnest(${teamIds}::uuid[]) as t (id)
      on conflict (workspace_id, team_id, agent_id) do nothing`),
  ])
  return removed + added
}

/** Makes these the members of a team; the number of memberships added or removed. */
export const replaceMembersOf = async (
  tx: Tx,
  teamId: string,
  agentIds: readonly string[],
): Promise<number> => {
  const [removed, added] = await Promise.all([
    tx.run(sql`
      delete from team_members
      where workspace_id = ${tx.workspaceId} and team_id = ${teamId} and agent_id <> all(${agentIds}::uuid[])`),
    tx.run(sql`
      insert into team_members (workspace_id, team_id, agent_id)
      select ${tx.workspaceId}, ${teamId}, a.id from unnest(${agentIds}::uuid[]) as a (id)
      on conflict (workspace_id, team_id, agent_id) do nothing`),
  ])
  return removed + added
}

/** Inboxes that are linked to one of a person's teams. Reads the link table of the inboxes room, and nothing else of it. */
export const linkedInboxIds = async (db: Db, agentId: string): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`
    select distinct i.inbox_id as id
    from team_members m
    join inbox_teams i on i.workspace_id = ${db.workspaceId} and i.team_id = m.team_id
    where m.workspace_id = ${db.workspaceId} and m.agent_id = ${agentId}`)
  return rows.map((row) => row.id)
}
