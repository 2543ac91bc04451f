import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Appends beginnings of conversations: one fact each, under the conversation's own id. They happened when the customer
 * wrote, never later than the message came in: a sender's clock may run ahead.
 */
export const appendOpened = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  if (conversationIds.length === 0) return
  await tx.run(sql`
    insert into facts (workspace_id, id, kind, at, conversation_id, message_id, customer_id, inbox_id, origin, to_state)
    select ${tx.workspaceId}, c.id, 'opened', coalesce(least(m.occurred_at, m.received_at), c.opened_at), c.id, m.id, c.customer_id,
      c.inbox_id, case when c.opened_by <> 'customer' then 'us' when m.automatic then 'machine' else 'customer' end, 'open'
    from conversations c
    left join lateral (
      select f.id, f.occurred_at, f.received_at, f.automatic
      from messages f
      where f.workspace_id = ${tx.workspaceId} and f.conversation_id = c.id and f.kind = 'inbound' and c.opened_by = 'customer'
      order by f.id limit 1
    ) m on true
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[])
    on conflict do nothing`)
}

/** Appends customers' own messages among these; a machine's message is nobody's word. */
export const appendInbound = async (tx: Tx, messageIds: readonly string[]): Promise<void> => {
  if (messageIds.length === 0) return
  await tx.run(sql`
    insert into message_facts (workspace_id, conversation_id, kind, message_id, at, inbox_id)
    select ${tx.workspaceId}, m.conversation_id, 'inbound', m.id, least(m.occurred_at, m.received_at), m.inbox_id
    from messages m
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[]) and m.kind = 'inbound' and not m.automatic
    on conflict do nothing`)
}
