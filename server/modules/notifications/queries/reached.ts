import { sql, type Db } from '../../../kernel/db/index.ts'
import { holds, seesInbox } from '../../agents/index.ts'

/** Whom something of a kind concerns: one person, the members of a team, or those of a resource's teams. */
export interface Concern {
  /** Which of the asked this is of: several may be of one. */
  group: number
  agentId: string | null
  teamId: string | null
  resourceId: string | null
  happening: string
  /** How people are told until they choose. */
  usual: readonly string[]
}

/** Somebody whom a group reaches, and how they want to be told. */
export interface ReachedRow {
  group: number
  agentId: string
  ways: string[]
}

/**
 * Who is reached: people who may sign in, see the resource and want to be told in any way. Reads the link table of the
 * inboxes room, and nothing else of it.
 */
export const reachedRows = (db: Db, concerns: readonly Concern[]): Promise<ReachedRow[]> =>
  db.many(sql`
    with k as (
      select * from unnest(
        ${concerns.map(({ group }) => group)}::integer[], ${concerns.map(({ agentId }) => agentId)}::uuid[],
        ${concerns.map(({ teamId }) => teamId)}::uuid[], ${concerns.map(({ resourceId }) => resourceId)}::uuid[],
        ${concerns.map(({ happening }) => happening)}::text[],
        ${concerns.map(({ usual }) => usual.join(','))}::text[]
      ) as k (n, agent_id, team_id, resource_id, happening, usual)
    ), people as (
      select k.n, k.resource_id, k.happening, k.usual, k.agent_id from k where k.agent_id is not null
      union
      select k.n, k.resource_id, k.happening, k.usual, m.agent_id from k
      join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = k.team_id
      where k.agent_id is null
      union
      select k.n, k.resource_id, k.happening, k.usual, m.agent_id from k
      join inbox_teams i on i.workspace_id = ${db.workspaceId} and i.inbox_id = k.resource_id
      join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = i.team_id
      where k.agent_id is null and k.team_id is null
    ), wanting as (
      select p.n, p.resource_id, p.agent_id, coalesce(c.ways, string_to_array(p.usual, ',')) as ways
      from people p
      left join notification_choices c on c.workspace_id = ${db.workspaceId} and c.agent_id = p.agent_id
        and c.happening = p.happening
    )
    select w.n as "group", w.agent_id as "agentId", w.ways
    from wanting w
    join agents a on a.workspace_id = ${db.workspaceId} and a.id = w.agent_id
    where w.ways <> '{}' and a.active and not a.bot
      and (w.resource_id is null or ${seesInbox(db, sql`w.resource_id`)})`)

/** Who holds a permission, by one of these roles of the house's or by one of the workspace's own. */
export const permittedIds = async (db: Db, permission: string, roles: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select d.id from agents d
      where d.workspace_id = ${db.workspaceId} and d.active and ${holds(db, sql`d`, permission, roles)}`)
  ).map(({ id }) => id)
