import { sql, type Sql } from '../../../kernel/db/index.ts'
import type { Period } from '../metric.ts'

/** Columns of a fact (`f`) as rows behind a figure have them, all but the value. */
export const factColumns = sql`f.id, f.conversation_id, f.at, f.inbox_id, f.team_id, f.agent_id, f.origin`

/** Kinds of facts (`kind in …`): a conversation went from one person to another, or from one team to another. */
export const handedOn = sql`('transferred', 'team-transferred')`

/** Seconds of a fact or a resolve (`f`). */
export const seconds = ({ basis }: Period): Sql =>
  basis === 'business' ? sql`f.business_value` : sql`f.value`

/**
 * Conversations resolved in a period with a value of each: by the last resolve, and only while it holds. So a
 * conversation counts once, and one that was opened again not until it is resolved again. What a machine opened is left
 * out. The value may use the resolve (`f`) and how much was said (`f.inbound`, `f.outbound`).
 */
export const resolved = ({ workspaceId, from, to }: Period, value: Sql): Sql => sql`
  select f.fact_id as id, f.conversation_id, f.at, f.inbox_id, f.team_id, f.agent_id, f.origin, (${value})::double precision as value
  from standing_resolves f
  where f.workspace_id = ${workspaceId} and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine'`

/**
 * Tasks of conversations by a moment of theirs that lies in a period and has come, with a value of each. Where the
 * conversation stands, and who has it, is told as it is now. `t` is the task.
 */
export const taskRows = (
  { workspaceId, from, to, now }: Period,
  { at, agent, value }: { at: Sql; agent: Sql; value: Sql },
): Sql => sql`
  select t.id, c.id as conversation_id, ${at} as at, c.inbox_id, c.team_id, ${agent} as agent_id,
    case when c.opened_by = 'customer' then 'customer' else 'us' end as origin, (${value})::double precision as value
  from tasks t
  join conversations h on h.workspace_id = ${workspaceId} and h.id = t.conversation_id
  join conversations c on c.workspace_id = ${workspaceId}
    and c.id = case when h.merged_into is null then h.id else h.merged_into end
  where t.workspace_id = ${workspaceId} and t.removed_at is null and ${at} >= ${from} and ${at} < ${to} and ${at} <= ${now}`

/**
 * Complaints by a moment of theirs (`at`) that lies in a period, with a value of each. Where the conversation stands is told
 * as it is now; the agent is whoever sees to the complaint. `p` is the complaint.
 */
export const complaintRows = ({ workspaceId, from, to }: Period, at: Sql, value: Sql): Sql => sql`
  select p.id, c.id as conversation_id, ${at} as at, c.inbox_id, c.team_id, p.owner_id as agent_id, p.cause_id,
    case when c.opened_by = 'customer' then 'customer' else 'us' end as origin, (${value})::double precision as value
  from complaints p
  join conversations h on h.workspace_id = ${workspaceId} and h.id = p.conversation_id
  join conversations c on c.workspace_id = ${workspaceId}
    and c.id = case when h.merged_into is null then h.id else h.merged_into end
  where p.workspace_id = ${workspaceId} and ${at} >= ${from} and ${at} < ${to}`

/**
 * Escalations by a moment of theirs that lies in a period and has come, with a value of each, as tasks are counted. `a` is the
 * escalation, `c` its conversation.
 */
export const escalationRows = (
  { workspaceId, from, to, now }: Period,
  { at, value }: { at: Sql; value: Sql },
): Sql => sql`
  select a.id, c.id as conversation_id, ${at} as at, c.inbox_id, c.team_id, a.created_by as agent_id,
    case when c.opened_by = 'customer' then 'customer' else 'us' end as origin, (${value})::double precision as value
  from asides a
  join conversations h on h.workspace_id = ${workspaceId} and h.id = a.conversation_id
  join conversations c on c.workspace_id = ${workspaceId}
    and c.id = case when h.merged_into is null then h.id else h.merged_into end
  where a.workspace_id = ${workspaceId} and a.kind = 'escalation' and ${at} >= ${from} and ${at} < ${to} and ${at} <= ${now}`
