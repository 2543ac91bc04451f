import { sql, type Sql } from '../../../kernel/db/index.ts'

/**
 * Who held a conversation (`c`) at a moment, told by its changes: the last one up to then, or what the first one after
 * it replaced, or, without any, who holds it now. So it gives the same however late it is asked. `held` is joined under
 * the alias, with the columns `team_id` and `agent_id`.
 */
export const heldAt = (workspaceId: number, at: Sql, alias: Sql): Sql => sql`
  left join lateral (
    select ${holder(workspaceId, at, 'team', sql`c.team_id`)} as team_id, ${holder(workspaceId, at, 'assigned', sql`c.assignee_id`)} as agent_id
  ) ${alias} on true`

const holder = (workspaceId: number, at: Sql, kind: 'team' | 'assigned', now: Sql): Sql => sql`
  coalesce((
    select jsonb_build_array(b.to_value)
    from conversation_changes b
    where b.workspace_id = ${workspaceId} and b.conversation_id = c.id and b.kind = ${kind} and b.at <= ${at}
    order by b.at desc, b.id desc limit 1
  ), (
    select jsonb_build_array(a.from_value)
    from conversation_changes a
    where a.workspace_id = ${workspaceId} and a.conversation_id = c.id and a.kind = ${kind} and a.at > ${at}
    order by a.at, a.id limit 1
  ), jsonb_build_array(${now})) ->> 0`
