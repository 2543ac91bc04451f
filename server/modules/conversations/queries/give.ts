import { sql, type Tx } from '../../../kernel/db/index.ts'

/** A conversation that was given to somebody. */
export interface GivenRow {
  id: string
  inboxId: string
  teamId: string | null
  status: string
  assigneeId: string
}

/** Writes who holds conversations that nobody holds; those that others are changing just now are passed over. */
export const giveRows = (
  tx: Tx,
  givings: readonly { conversationId: string; agentId: string }[],
): Promise<GivenRow[]> =>
  tx.many(sql`
    update conversations n set assignee_id = f.agent_id, version = n.version + 1
    from (
      select c.id, g.agent_id from conversations c
      join inboxes i on i.workspace_id = ${tx.workspaceId} and i.id = c.inbox_id and i.state <> 'archived'
      join unnest(${givings.map(({ conversationId }) => conversationId)}::uuid[],
        ${givings.map(({ agentId }) => agentId)}::uuid[]) as g (id, agent_id) on g.id = c.id
      where c.workspace_id = ${tx.workspaceId} and c.status = 'open' and c.assignee_id is null
        and c.waiting_since is not null and c.merged_into is null
      order by c.id for no key update of c skip locked) f
    where n.workspace_id = ${tx.workspaceId} and n.id = f.id
    returning n.id, n.inbox_id as "inboxId", n.team_id as "teamId", n.status, n.assignee_id as "assigneeId"`)
