import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Stops what waits to be sent in conversations, and takes away what the other side said. Gives how many messages. */
export const stopAndBlank = async (tx: Tx, conversationIds: readonly string[]): Promise<number> => {
  await tx.run(sql`
    update delivery_attempts a set reason = null
    from messages m
    where a.workspace_id = ${tx.workspaceId} and a.reason is not null and m.workspace_id = ${tx.workspaceId}
      and m.id = a.message_id and (m.conversation_id = any(${conversationIds}::uuid[]) and m.home_id is null or m.home_id = any(${conversationIds}::uuid[]))`)
  return tx.run(sql`
    update deliveries d set accepted = '{}', bounced = '{}', reason = null,
      state = case when d.state in ('waiting', 'held', 'failed') then 'cancelled' else d.state end,
      next_attempt_at = case when d.state in ('waiting', 'held', 'failed') then null else d.next_attempt_at end
    from messages m
    where d.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = d.message_id
      and (m.conversation_id = any(${conversationIds}::uuid[]) and m.home_id is null or m.home_id = any(${conversationIds}::uuid[]))`)
}

/** Forgets to whom the messages of conversations went. */
export const deleteTracks = async (tx: Tx, conversationIds: readonly string[]): Promise<number> => {
  const answers = await tx.run(sql`
    delete from automatic_answers a using messages m
    where a.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = a.message_id
      and (m.conversation_id = any(${conversationIds}::uuid[]) and m.home_id is null or m.home_id = any(${conversationIds}::uuid[]))`)
  const newest = await tx.run(sql`
    delete from outgoing_addresses o using messages m
    where o.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = o.message_id
      and (m.conversation_id = any(${conversationIds}::uuid[]) and m.home_id is null or m.home_id = any(${conversationIds}::uuid[]))`)
  return answers + newest
}

/** Forgets what went to addresses, and takes them out of what is known of messages to several people. */
export const deleteTracksOf = async (tx: Tx, valueKeys: readonly string[]): Promise<number> => {
  const answers = await tx.run(sql`
    delete from automatic_answers where workspace_id = ${tx.workspaceId} and value_key = any(${valueKeys}::text[])`)
  const newest = await tx.run(sql`
    delete from outgoing_addresses where workspace_id = ${tx.workspaceId} and value_key = any(${valueKeys}::text[])`)
  const shared = await tx.run(sql`
    update deliveries d set
      accepted = array(select a from unnest(d.accepted) as a where a <> all(${valueKeys}::text[])),
      bounced = array(select b from unnest(d.bounced) as b where b <> all(${valueKeys}::text[]))
    where d.workspace_id = ${tx.workspaceId}
      and (d.accepted && ${valueKeys}::text[] or d.bounced && ${valueKeys}::text[])`)
  await tx.run(sql`
    update deliveries d set reason = null
    where d.workspace_id = ${tx.workspaceId} and d.reason is not null and exists (
      select from unnest(${valueKeys}::text[]) as w (word) where position(w.word in lower(d.reason::text)) > 0)`)
  await tx.run(sql`
    update delivery_attempts d set reason = null
    where d.workspace_id = ${tx.workspaceId} and d.reason is not null and exists (
      select from unnest(${valueKeys}::text[]) as w (word) where position(w.word in lower(d.reason::text)) > 0)`)
  return answers + newest + shared
}
