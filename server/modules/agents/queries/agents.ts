import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Role } from '../contract.ts'
import { ANSWERING, columnsOf } from '../roles/fixed.ts'
import { holds } from './roles.ts'

/** A person as kept. */
export interface AgentRow {
  id: string
  email: string
  name: string
  kana: string | null
  role: Role
  /** Whether the role lets them answer customers. */
  answers: boolean
  language: 'ja' | 'en'
  signature: string
  timeZone: string | null
  active: boolean
  bot: boolean
  createdAt: Date
  lastSeenAt: Date | null
  teamIds: string[]
}

/** Condition: whoever is asked (alias `a`) answers customers. */
export const answers = (db: Db): Sql => holds(db, sql`a`, 'conversations.reply', ANSWERING)

const selected = (db: Db) => sql`
  select a.id, a.email, a.name, a.kana, coalesce(a.role_id::text, a.role) as role, ${answers(db)} as answers, a.language, a.signature, a.time_zone as "timeZone", a.active, a.bot,
    a.created_at as "createdAt", a.last_seen_at as "lastSeenAt",
    array(select m.team_id from team_members m
      where m.workspace_id = ${db.workspaceId} and m.agent_id = a.id order by m.team_id) as "teamIds"
  from agents a
  where a.workspace_id = ${db.workspaceId}`

/** Everybody, oldest first. */
export const agentRows = (db: Db): Promise<AgentRow[]> => db.many(sql`${selected(db)} order by a.id`)

/** Those of the given ids that exist. */
export const agentRowsByIds = (db: Db, ids: readonly string[]): Promise<AgentRow[]> =>
  db.many(sql`${selected(db)} and a.id = any(${ids}::uuid[]) order by a.id`)

/** Holds a person against other changes until the end of the transaction; false when there is none. */
export const lockAgent = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from agents where workspace_id = ${tx.workspaceId} and id = ${id} for update`)) !== undefined

/** Ids of the owners who may sign in, held until the end of the transaction, so that two can't step down at once. */
export const lockOwners = async (tx: Tx): Promise<string[]> => {
  const rows = await tx.many<{ id: string }>(sql`
    select id from agents where workspace_id = ${tx.workspaceId} and role = 'owner' and active and not bot
    order by id for update`)
  return rows.map((row) => row.id)
}

/** Adds a person. */
export const insertAgent = (
  tx: Tx,
  row: Omit<AgentRow, 'answers' | 'createdAt' | 'lastSeenAt' | 'teamIds' | 'timeZone'>,
): Promise<number> => {
  const { role, roleId } = columnsOf(row.role)
  return tx.run(sql`
    insert into agents (workspace_id, id, email, name, kana, role, role_id, language, signature, active, bot, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.email}, ${row.name}, ${row.kana}, ${role}, ${roleId}, ${row.language},
      ${row.signature}, ${row.active}, ${row.bot}, ${tx.now})`)
}

/** Writes a person's values. */
export const updateAgentRow = (
  tx: Tx,
  row: Omit<AgentRow, 'answers' | 'createdAt' | 'lastSeenAt' | 'teamIds'>,
): Promise<number> => {
  const { role, roleId } = columnsOf(row.role)
  return tx.run(sql`
    update agents set email = ${row.email}, name = ${row.name}, kana = ${row.kana}, role = ${role},
      role_id = ${roleId}, language = ${row.language}, signature = ${row.signature}, time_zone = ${row.timeZone},
      active = ${row.active}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)
}

/** Takes an e-mail address for a person; false when somebody of this installation signs in with it already. */
export const insertSignInName = async (tx: Tx, email: string, agentId: string): Promise<boolean> =>
  (await tx.run(sql`
    insert into sign_in_names (email, workspace_id, agent_id) values (${email}, ${tx.workspaceId}, ${agentId})
    on conflict (email) do nothing`)) === 1

/** Gives an e-mail address back. */
export const deleteSignInName = (tx: Tx, email: string): Promise<number> =>
  tx.run(sql`delete from sign_in_names where email = ${email}`)

/** Whose e-mail address it is, in whichever workspace. */
export const signInNameRow = (
  db: Db,
  email: string,
): Promise<{ workspaceId: number; agentId: string } | undefined> =>
  db.maybe(sql`
    select workspace_id as "workspaceId", agent_id as "agentId" from sign_in_names where email = ${email}`)
