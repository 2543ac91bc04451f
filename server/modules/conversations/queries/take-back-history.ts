import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Those of some conversations in which nobody began an answer, and which lead nowhere and are led to by none. */
export const untouched = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[])
        and not exists (
          select from drafts d where d.workspace_id = ${tx.workspaceId} and d.conversation_id = any(${ids}::uuid[]) and d.conversation_id = c.id)
        and not exists (
          select from conversation_links l
          where l.workspace_id = ${tx.workspaceId} and l.into_id = any(${ids}::uuid[]) and l.into_id = c.id)
        and not exists (
          select from conversation_links l
          where l.workspace_id = ${tx.workspaceId} and l.from_id = any(${ids}::uuid[]) and l.from_id = c.id)
        and not exists (
          select from thread_suggestions s
          where s.workspace_id = ${tx.workspaceId} and s.target_id = any(${ids}::uuid[]) and s.target_id = c.id)`)
  ).map(({ id }) => id)

/** Deletes conversations with everything that hangs on them. */
export const deleteUntouched = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`delete from conversations where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)

/** Messages of some conversations. */
export const messageIdsOf = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(
      sql`select id from messages where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[])`,
    )
  ).map(({ id }) => id)

/** Which messages in an inbox bear some keys, with the conversation that a key leads to, and whose that is. */
export const keyedMessages = (
  tx: Tx,
  wanted: readonly { inboxId: string; key: string }[],
): Promise<
  { inboxId: string; key: string; conversationId: string; customerId: string; messageId: string }[]
> =>
  tx.many(sql`
    select t.inbox_id as "inboxId", t.key, t.conversation_id as "conversationId", c.customer_id as "customerId", t.message_id as "messageId"
    from unnest(${wanted.map((w) => w.inboxId)}::uuid[], ${wanted.map((w) => w.key)}::text[]) as w (inbox_id, key)
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = w.inbox_id and t.key = w.key
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = t.conversation_id
    where t.message_id is not null`)
