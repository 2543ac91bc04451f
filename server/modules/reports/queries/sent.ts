import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { answeredAt } from '../../conversations/index.ts'
import { heldAt } from './held.ts'

// A channel that reports only the delivery proves with it that the message left.
const LEFT = ['sent', 'delivered', 'read']

/**
 * Brings people's messages among these up to where they stand: measured while they have left, and no more once they
 * failed or came back. One answers when its author pressed send; one that was told to leave later, when it was due: the
 * undo time alone is no delay of theirs.
 */
export const syncOutbound = async (tx: Tx, messageIds: readonly string[]): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      delete from message_facts w
      using messages m
      where w.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
        and w.conversation_id = m.conversation_id and w.kind = 'outbound' and w.message_id = m.id
        and not m.receipt = any(${LEFT}::text[])`),
    tx.run(sql`
      insert into message_facts (workspace_id, conversation_id, kind, message_id, at, inbox_id, agent_id)
      select ${tx.workspaceId}, m.conversation_id, 'outbound', m.id,
        ${answeredAt(sql`m`)}, m.inbox_id, m.actor_id
      from messages m
      where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
        and m.kind = 'outbound' and m.actor_kind = 'agent' and not m.automatic and m.receipt = any(${LEFT}::text[])
      on conflict do nothing`),
  ])
}

/** The first response that a conversation has by its messages; `messageId` is null when it has none (any more). */
export interface Response {
  conversationId: string
  messageId: string | null
  at: Date
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  openedAt: Date
}

/** Those of the conversations that customers opened whose kept first response is not their earliest one. */
export const changedResponses = (db: Db, conversationIds: readonly string[]): Promise<Response[]> =>
  db.many(sql`
    select c.id as "conversationId", w.message_id as "messageId", w.at, c.customer_id as "customerId", c.inbox_id as "inboxId",
      h.team_id as "teamId", w.agent_id as "agentId", o.at as "openedAt"
    from conversations c
    join facts o on o.workspace_id = ${db.workspaceId} and o.conversation_id = any(${conversationIds}::uuid[]) and o.conversation_id = c.id
      and o.kind = 'opened' and o.origin = 'customer'
    left join lateral (
      select f.message_id, f.at, f.agent_id
      from message_facts f
      where f.workspace_id = ${db.workspaceId} and f.conversation_id = c.id and f.kind = 'outbound'
      order by f.at, f.message_id limit 1
    ) w on true
    left join facts r on r.workspace_id = ${db.workspaceId} and r.conversation_id = c.id and r.kind = 'first-response'
    ${heldAt(db.workspaceId, sql`w.at`, sql`h`)}
    where c.workspace_id = ${db.workspaceId} and c.id = any(${conversationIds}::uuid[]) and r.message_id is distinct from w.message_id`)
