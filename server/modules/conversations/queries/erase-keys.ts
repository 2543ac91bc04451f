import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { SIGNED_KEY } from '../signed-key.ts'

/**
 * Removes keys that others gave. Ours stay: nobody can take them, and what names one finds a conversation that takes nothing
 * in any more.
 */
export const deleteKeys = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from thread_keys t
    where t.workspace_id = ${tx.workspaceId} and t.conversation_id = any(${ids}::uuid[])
      and not starts_with(t.key, ${SIGNED_KEY})
      and not exists (
        select from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'outbound')`)

/** The same for the keys of customers' messages in conversations that go on. */
export const deleteKeysOf = (
  tx: Tx,
  conversationIds: readonly string[],
  messageIds: readonly string[],
): Promise<number> =>
  tx.run(sql`
    delete from thread_keys t using messages m
    where t.workspace_id = ${tx.workspaceId} and t.conversation_id = any(${conversationIds}::uuid[])
      and t.message_id = any(${messageIds}::uuid[])
      and m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'inbound'`)
