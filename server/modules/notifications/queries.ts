import { sql, type Db, type Tx } from '../../kernel/db/index.ts'
import { holds, seesInbox } from '../agents/index.ts'
import type { NotificationSettings } from './contract.ts'

/** The house's own roles that decide on answers of others. */
const APPROVERS = ['owner', 'lead']

/** What a person settled; undefined when they never did. */
export const settingsRow = (db: Db, agentId: string): Promise<NotificationSettings | undefined> =>
  db.maybe(sql`
    select s.desktop, s.sound from notification_settings s
    where s.workspace_id = ${db.workspaceId} and s.agent_id = ${agentId}`)

/** Keeps what a person settled. */
export const putSettings = (
  tx: Tx,
  agentId: string,
  { desktop, sound }: NotificationSettings,
): Promise<number> =>
  tx.run(sql`
    insert into notification_settings (workspace_id, agent_id, desktop, sound)
    values (${tx.workspaceId}, ${agentId}, ${desktop}::text[], ${sound}::text[])
    on conflict (workspace_id, agent_id) do update set desktop = excluded.desktop, sound = excluded.sound`)

/** Whom something would concern: one person, the members of a team, or those of an inbox's teams. */
export interface Concern {
  agentId: string | null
  teamId: string | null
  /** Members of the teams of the inbox, where neither person nor team is named. */
  inboxId: string
  /** Everybody who may decide on answers of others, instead. */
  deciders: boolean
}

/** Somebody whom the `index`th concern reaches, with what they settled. */
export interface ReachedRow {
  index: number
  agentId: string
  desktop: string[] | null
  sound: string[] | null
}

/**
 * Who is reached: people who may sign in and who see the inbox. Reads the link table of the inboxes room, and nothing
 * else of it.
 */
export const reachedRows = (db: Db, concerns: readonly Concern[]): Promise<ReachedRow[]> =>
  db.many(sql`
    with concerns as (
      select * from unnest(
        ${concerns.map(({ agentId }) => agentId)}::uuid[], ${concerns.map(({ teamId }) => teamId)}::uuid[],
        ${concerns.map(({ inboxId }) => inboxId)}::uuid[], ${concerns.map(({ deciders }) => deciders)}::boolean[]
      ) with ordinality as k (agent_id, team_id, inbox_id, deciders, n)
    ), people as (
      select k.n, k.inbox_id, k.agent_id from concerns k where k.agent_id is not null
      union
      select k.n, k.inbox_id, m.agent_id from concerns k
      join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = k.team_id
      where k.agent_id is null
      union
      select k.n, k.inbox_id, m.agent_id from concerns k
      join inbox_teams i on i.workspace_id = ${db.workspaceId} and i.inbox_id = k.inbox_id
      join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = i.team_id
      where k.agent_id is null and k.team_id is null and not k.deciders
      union
      select k.n, k.inbox_id, d.id from concerns k
      join agents d on d.workspace_id = ${db.workspaceId} and ${holds(db, sql`d`, 'conversations.approve', APPROVERS)}
      where k.deciders
    )
    select (p.n - 1)::integer as index, p.agent_id as "agentId", s.desktop, s.sound
    from people p
    join agents a on a.workspace_id = ${db.workspaceId} and a.id = p.agent_id
    left join notification_settings s on s.workspace_id = ${db.workspaceId} and s.agent_id = p.agent_id
    where a.active and ${seesInbox(db, sql`p.inbox_id`)}`)
