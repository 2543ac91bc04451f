import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { answers } from '../queries/agents.ts'
import { seesAll } from '../queries/sight.ts'
import type { Skill, WorkProfile, WorkProfileInput } from '../contract-presence.ts'

const selected = (db: Db) => sql`
  select s.id, s.name, (select count(*)::integer from agent_skills h
    join agents a on a.workspace_id = ${db.workspaceId} and a.id = h.agent_id and a.active
    where h.workspace_id = ${db.workspaceId} and h.skill_id = s.id) as agents
  from skills s where s.workspace_id = ${db.workspaceId}`

/** All skills by name. */
export const skillRows = (db: Db): Promise<Skill[]> => db.many(sql`${selected(db)} order by s.name, s.id`)

/** One skill. */
export const skillRow = (db: Db, id: string): Promise<Skill | undefined> =>
  db.maybe(sql`${selected(db)} and s.id = ${id}`)

/** Adds a skill; false when the name is taken. */
export const insertSkill = async (tx: Tx, skill: { id: string; name: string }): Promise<boolean> =>
  (await tx.run(sql`
    insert into skills (workspace_id, id, name, created_at)
    values (${tx.workspaceId}, ${skill.id}, ${skill.name}, ${tx.now})
    on conflict (workspace_id, name) do nothing`)) === 1

/** Renames a skill; false when another one has the name. */
export const renameSkillRow = async (tx: Tx, skill: { id: string; name: string }): Promise<boolean> =>
  (await tx.run(sql`
    update skills set name = ${skill.name}
    where workspace_id = ${tx.workspaceId} and id = ${skill.id}
      and not exists (select 1 from skills o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${skill.name} and o.id <> ${skill.id})`)) === 1

/** Removes a skill and everybody's level of it. */
export const deleteSkillRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from skills where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Which of the given skills exist. */
export const existingSkills = async (db: Db, ids: readonly string[]): Promise<string[]> => {
  const rows = await db.many<{ id: string }>(sql`
    select s.id from skills s where s.workspace_id = ${db.workspaceId} and s.id = any(${ids}::uuid[])`)
  return rows.map(({ id }) => id)
}

/** What people can do; of everybody who is no bot, or of one. */
export const profileRows = (db: Db, agentId: string | null = null): Promise<WorkProfile[]> =>
  db.many(sql`
    select a.id as "agentId", l.capacity, l.chats,
      coalesce((select jsonb_agg(jsonb_build_object('language', g.language, 'level', g.level) order by g.language)
        from agent_languages g where g.workspace_id = ${db.workspaceId} and g.agent_id = a.id), '[]'::jsonb) as languages,
      coalesce((select jsonb_agg(jsonb_build_object('skillId', h.skill_id, 'level', h.level) order by h.skill_id)
        from agent_skills h where h.workspace_id = ${db.workspaceId} and h.agent_id = a.id), '[]'::jsonb) as skills
    from agents a
    left join work_limits l on l.workspace_id = ${db.workspaceId} and l.agent_id = a.id
    where a.workspace_id = ${db.workspaceId} and not a.bot and (${agentId}::uuid is null or a.id = ${agentId})
    order by a.id`)

/** Replaces what a person can do. */
export const putProfile = async (tx: Tx, agentId: string, profile: WorkProfileInput): Promise<void> => {
  const { capacity, chats, languages, skills } = profile
  await tx.run(sql`
    insert into work_limits (workspace_id, agent_id, capacity, chats)
    values (${tx.workspaceId}, ${agentId}, ${capacity}, ${chats})
    on conflict (workspace_id, agent_id) do update set capacity = excluded.capacity, chats = excluded.chats`)
  await tx.run(
    sql`delete from agent_languages where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}`,
  )
  await tx.run(sql`delete from agent_skills where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}`)
  await tx.run(sql`
    insert into agent_languages (workspace_id, agent_id, language, level)
    select ${tx.workspaceId}, ${agentId}, l.language, l.level
    from unnest(${languages.map((one) => one.language)}::text[], ${languages.map((one) => one.level)}::smallint[])
      as l (language, level)`)
  await tx.run(sql`
    insert into agent_skills (workspace_id, agent_id, skill_id, level)
    select ${tx.workspaceId}, ${agentId}, s.id, s.level
    from unnest(${skills.map((one) => one.skillId)}::uuid[], ${skills.map((one) => one.level)}::smallint[])
      as s (id, level)`)
}

/** Somebody who answers customers. */
export interface WorkerRow {
  id: string
  name: string
  /** True where the role sees every inbox. */
  seesAll: boolean
  teamIds: string[]
  inboxIds: string[]
  here: boolean
}

/** Everybody who answers customers; who was seen after a moment is here. */
export const workerRows = (db: Db, since: Date): Promise<WorkerRow[]> =>
  db.many(sql`
    select a.id, a.name, ${seesAll(db)} as "seesAll",
      array(select m.team_id from team_members m
        where m.workspace_id = ${db.workspaceId} and m.agent_id = a.id) as "teamIds",
      array(select distinct l.inbox_id from team_members m
        join inbox_teams l on l.workspace_id = ${db.workspaceId} and l.team_id = m.team_id
        where m.workspace_id = ${db.workspaceId} and m.agent_id = a.id) as "inboxIds",
      (p.state is null or p.state = 'online')
        and a.last_seen_at is not null and a.last_seen_at > ${since} as here
    from agents a
    left join presences p on p.workspace_id = ${db.workspaceId} and p.agent_id = a.id
    where a.workspace_id = ${db.workspaceId} and a.active and not a.bot and ${answers(db)}
    order by a.id`)
