import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { SIGNED_KEY } from '../signed-key.ts'

/** Beginning of keys of which only a hash is left. */
const HASHED = 'erased:'

const hashed = sql`${HASHED} || encode(sha256(convert_to(t.key, 'UTF8')), 'hex') as key`

/** Whoever was erased, and wrote again in answer to the same mail, gave a key whose hash is there already: one is enough. */
const keepHashes = sql`
    insert into thread_keys (workspace_id, inbox_id, key, conversation_id, message_id)
    select t.workspace_id, t.inbox_id, t.key, t.conversation_id, t.message_id from taken t
    on conflict (workspace_id, inbox_id, key) do nothing`

/**
 * Leaves only a hash of keys that others gave. Ours stay: nobody can take them, and what names one finds a conversation
 * that takes nothing in any more.
 */
export const hashKeys = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    with taken as (
      delete from thread_keys t
      where t.workspace_id = ${tx.workspaceId} and t.conversation_id = any(${ids}::uuid[])
        and not starts_with(t.key, ${SIGNED_KEY}) and not starts_with(t.key, ${HASHED})
        and not exists (
          select from messages m
          where m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'outbound')
      returning t.workspace_id, t.inbox_id, ${hashed}, t.conversation_id, t.message_id
    )
    ${keepHashes}`)

/** The same for the keys of customers' messages in conversations that go on. */
export const hashKeysOf = (
  tx: Tx,
  conversationIds: readonly string[],
  messageIds: readonly string[],
): Promise<number> =>
  tx.run(sql`
    with taken as (
      delete from thread_keys t using messages m
      where t.workspace_id = ${tx.workspaceId} and t.conversation_id = any(${conversationIds}::uuid[])
        and t.message_id = any(${messageIds}::uuid[]) and not starts_with(t.key, ${HASHED})
        and m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'inbound'
      returning t.workspace_id, t.inbox_id, ${hashed}, t.conversation_id, t.message_id
    )
    ${keepHashes}`)
