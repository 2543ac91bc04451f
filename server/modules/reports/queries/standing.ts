import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Brings the kept resolves of some conversations up to their facts: kept is the last resolve that no reopening
 * followed. Gives the same whenever and however often it runs.
 */
export const refreshStanding = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  if (conversationIds.length === 0) return
  const last = sql`
    select distinct on (f.conversation_id) f.*
    from facts f
    where f.workspace_id = ${tx.workspaceId} and f.conversation_id = any(${conversationIds}::uuid[]) and f.kind in ('resolved', 'reopened')
    order by f.conversation_id, f.at desc, f.id desc`
  await Promise.all([
    tx.run(sql`
      insert into standing_resolves (workspace_id, conversation_id, fact_id, at, inbox_id, team_id, agent_id, origin, value, business_value,
        inbound, outbound)
      select ${tx.workspaceId}, l.conversation_id, l.id, l.at, l.inbox_id, l.team_id, l.agent_id, l.origin, l.value, l.business_value,
        count(w.message_id) filter (where w.kind = 'inbound'), count(w.message_id) filter (where w.kind = 'outbound')
      from (${last}) l
      left join message_facts w on w.workspace_id = ${tx.workspaceId} and w.conversation_id = l.conversation_id
      where l.kind = 'resolved'
      group by l.conversation_id, l.id, l.at, l.inbox_id, l.team_id, l.agent_id, l.origin, l.value, l.business_value
      on conflict (workspace_id, conversation_id) do update set
        fact_id = excluded.fact_id, at = excluded.at, inbox_id = excluded.inbox_id, team_id = excluded.team_id,
        agent_id = excluded.agent_id, origin = excluded.origin, value = excluded.value, business_value = excluded.business_value,
        inbound = excluded.inbound, outbound = excluded.outbound`),
    tx.run(sql`
      delete from standing_resolves s
      using (${last}) l
      where s.workspace_id = ${tx.workspaceId} and s.conversation_id = l.conversation_id and l.kind = 'reopened'`),
  ])
}

/** Brings how much was said up to date where messages of ours left after the resolve: a reply that resolves leaves after it. */
export const recountStanding = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  await tx.run(sql`
    update standing_resolves s set outbound = (
      select count(*) from message_facts w
      where w.workspace_id = ${tx.workspaceId} and w.conversation_id = s.conversation_id and w.kind = 'outbound')
    where s.workspace_id = ${tx.workspaceId} and s.conversation_id = any(${conversationIds}::uuid[])`)
}
