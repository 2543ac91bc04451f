import { sql, type Db } from '../../../kernel/db/index.ts'

/** Somebody whom a customer's reply concerns. */
export interface ConcernedRow {
  conversationId: string
  inboxId: string
  agentId: string
  /** They follow the conversation and neither hold it nor have an answer in it that is still to leave. */
  follows: boolean
}

/**
 * Whom replies in some conversations concern: whoever holds one; whoever has an answer that leaves later, who has to know
 * that the customer went on; and its followers.
 */
export const concernedBy = (db: Db, conversationIds: readonly string[]): Promise<ConcernedRow[]> =>
  db.many(sql`
    with c as (
      select id, inbox_id, assignee_id from conversations
      where workspace_id = ${db.workspaceId} and id = any(${conversationIds}::uuid[]) and merged_into is null)
    select c.id as "conversationId", c.inbox_id as "inboxId", p.agent_id as "agentId", bool_and(p.follows) as follows
    from c cross join lateral (
      select c.assignee_id as agent_id, false as follows where c.assignee_id is not null
      union all
      select m.actor_id, false from messages m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.kind = 'outbound'
        and m.actor_kind = 'agent' and m.receipt in ('scheduled', 'awaiting')
      union all
      select f.agent_id, true from followers f where f.workspace_id = ${db.workspaceId} and f.conversation_id = c.id
    ) p
    group by c.id, c.inbox_id, p.agent_id`)
