import type { Step } from '../../../kernel/contract-actions.ts'
import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Standing } from '../../conversations/index.ts'
import { visibleTo as answerVisibleTo, type Viewer } from './templates.ts'

/** A macro as it is kept, with what of its answer decides whether it can be run. */
export interface MacroRow {
  id: string
  title: string
  templateId: string | null
  steps: Step[]
  ownerId: string
  /** Null: for everybody. */
  teamIds: string[] | null
  revision: number
  uses: number
  lastUsedAt: Date | null
  createdAt: Date
  updatedAt: Date
  archivedAt: Date | null
  templateTitle: string | null
  templateUsable: boolean | null
}

/** Condition: there is an answer that the viewer may use today. */
const usable = (db: Db, viewer: Viewer, today: string): Sql => sql`
  coalesce(t.approved is not null and t.archived_at is null and (t.expires_on is null or t.expires_on >= ${today}::date)
    and ${answerVisibleTo(db, viewer)}, false)`

const columns = (db: Db, viewer: Viewer, today: string): Sql => sql`
  k.id, k.title, k.template_id as "templateId", k.steps, k.owner_id as "ownerId", k.revision, k.uses,
  k.last_used_at as "lastUsedAt", k.created_at as "createdAt", k.updated_at as "updatedAt", k.archived_at as "archivedAt",
  case when ${answerVisibleTo(db, viewer)} then t.title end as "templateTitle",
  ${usable(db, viewer, today)} as "templateUsable",
  case when not k.for_all then array(select x.team_id from macro_teams x
    where x.workspace_id = ${db.workspaceId} and x.macro_id = k.id order by x.team_id) end as "teamIds"`

const from = (db: Db): Sql => sql`
  macros k left join templates t on t.workspace_id = ${db.workspaceId} and t.id = k.template_id`

/** Its owner and those who approve see a macro always, others where it is for them. */
const visibleTo = (db: Db, { agentId, all }: Viewer): Sql => sql`
  (${all}::boolean or k.owner_id = ${agentId}::uuid or k.for_all or exists (
    select from macro_teams v
    join team_members m on m.workspace_id = ${db.workspaceId} and m.team_id = v.team_id
    where v.workspace_id = ${db.workspaceId} and v.macro_id = k.id and m.agent_id = ${agentId}::uuid))`

/** A macro that may be seen. */
export const macroRow = (db: Db, viewer: Viewer, id: string, today: string): Promise<MacroRow | undefined> =>
  db.maybe(sql`
    select ${columns(db, viewer, today)} from ${from(db)}
    where k.workspace_id = ${db.workspaceId} and k.id = ${id} and ${visibleTo(db, viewer)}`)

/** Macros that may be seen and whose title fits, the most used first; `usable`: for writing, without those that are somebody else's alone. */
export const macroRows = (
  db: Db,
  viewer: Viewer,
  wanted: {
    state: 'usable' | 'all' | 'archived'
    patterns: readonly string[]
    today: string
    limit: number
  },
): Promise<MacroRow[]> =>
  db.many(sql`
    select ${columns(db, viewer, wanted.today)} from ${from(db)}
    where k.workspace_id = ${db.workspaceId}
      and ${visibleTo(db, wanted.state === 'usable' ? { ...viewer, all: false } : viewer)}
      and (k.archived_at is not null) = ${wanted.state === 'archived'}
      and (${wanted.state !== 'usable'} or k.template_id is null or ${usable(db, viewer, wanted.today)})
      and k.title_key like all(${wanted.patterns}::text[])
    order by k.uses desc, k.title_key, k.id limit ${wanted.limit}`)

/** How many macros are not put away. */
export const countMacros = async (db: Db): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from macros where workspace_id = ${db.workspaceId} and archived_at is null`)
  ).n

/** Adds a macro, or changes everything of it but its runs. */
export const putMacro = async (
  tx: Tx,
  row: Omit<MacroRow, 'uses' | 'lastUsedAt' | 'templateTitle' | 'templateUsable'>,
  titleKey: string,
): Promise<void> => {
  await tx.run(sql`
    insert into macros (workspace_id, id, title, title_key, template_id, steps, owner_id, for_all, revision, created_at,
      updated_at, archived_at)
    values (${tx.workspaceId}, ${row.id}, ${row.title}, ${titleKey}, ${row.templateId}, ${JSON.stringify(row.steps)}::jsonb,
      ${row.ownerId}, ${row.teamIds === null}, ${row.revision}, ${row.createdAt}, ${row.updatedAt}, ${row.archivedAt})
    on conflict (workspace_id, id) do update set title = excluded.title, title_key = excluded.title_key,
      template_id = excluded.template_id, steps = excluded.steps, for_all = excluded.for_all,
      revision = excluded.revision, updated_at = excluded.updated_at, archived_at = excluded.archived_at`)
  await tx.run(sql`delete from macro_teams where workspace_id = ${tx.workspaceId} and macro_id = ${row.id}`)
  if (row.teamIds && row.teamIds.length > 0)
    await tx.run(sql`
      insert into macro_teams (workspace_id, macro_id, team_id)
      select ${tx.workspaceId}, ${row.id}::uuid, x.id from unnest(${row.teamIds}::uuid[]) as x (id)`)
}

/** Somebody ran a macro. */
export interface RunRow {
  id: string
  macroId: string
  conversationId: string
  agentId: string
  messageId: string | null
  before: Standing
  after: Standing
  at: Date
}

/** Keeps a run, and counts it. */
export const insertRun = async (tx: Tx, run: Omit<RunRow, 'at'>): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      insert into macro_runs (workspace_id, id, macro_id, conversation_id, agent_id, message_id, state_before, state_after, at)
      values (${tx.workspaceId}, ${run.id}, ${run.macroId}, ${run.conversationId}, ${run.agentId}, ${run.messageId},
        ${JSON.stringify(run.before)}::jsonb, ${JSON.stringify(run.after)}::jsonb, ${tx.now})`),
    tx.run(sql`
      update macros set uses = uses + 1, last_used_at = ${tx.now}
      where workspace_id = ${tx.workspaceId} and id = ${run.macroId}`),
  ])
}

/** Takes a run of somebody's that was not taken back yet, and notes that it is; its use counts no more. */
export const takeRun = async (tx: Tx, id: string, agentId: string): Promise<RunRow | undefined> => {
  const run = await tx.maybe<RunRow>(sql`
    update macro_runs r set undone_at = ${tx.now}
    where r.workspace_id = ${tx.workspaceId} and r.id = ${id} and r.agent_id = ${agentId} and r.undone_at is null
    returning r.id, r.macro_id as "macroId", r.conversation_id as "conversationId", r.agent_id as "agentId",
      r.message_id as "messageId", r.state_before as before, r.state_after as after, r.at`)
  if (run)
    await tx.run(sql`
      update macros set uses = uses - 1 where workspace_id = ${tx.workspaceId} and id = ${run.macroId} and uses > 0`)
  return run
}
