import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Stops what waits to be sent or failed, and takes away what the other side said. What is just being sent is not waited for:
 * whatever becomes of it, nothing is written of it, and it is not tried again. Gives how many messages.
 */
export const stopAndBlank = async (tx: Tx, messageIds: readonly string[]): Promise<number> => {
  // The deliveries first, as in sending.
  const stopped = await tx.run(sql`
    update deliveries d set accepted = '{}', bounced = '{}', reason = null,
      state = case when d.state = 'done' then 'done' else 'cancelled' end, process = null, next_attempt_at = null
    where d.workspace_id = ${tx.workspaceId} and d.message_id = any(${messageIds}::uuid[])`)
  await tx.run(sql`
    update delivery_attempts a set reason = null, ended_at = coalesce(a.ended_at, ${tx.now}),
      outcome = case when a.outcome = 'running' then 'lost' else a.outcome end
    where a.workspace_id = ${tx.workspaceId} and a.message_id = any(${messageIds}::uuid[])`)
  return stopped
}

/** Forgets to whom messages went. */
export const deleteTracks = async (tx: Tx, messageIds: readonly string[]): Promise<number> => {
  const answers = await tx.run(sql`
    delete from automatic_answers
    where workspace_id = ${tx.workspaceId} and message_id = any(${messageIds}::uuid[])`)
  const newest = await tx.run(sql`
    delete from outgoing_addresses
    where workspace_id = ${tx.workspaceId} and message_id = any(${messageIds}::uuid[])`)
  return answers + newest
}

/** Forgets what went to addresses, and takes them out of what is known of messages to several people. */
export const deleteTracksOf = async (
  tx: Tx,
  valueKeys: readonly string[],
  pattern: string | null,
): Promise<number> => {
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
    where d.workspace_id = ${tx.workspaceId} and d.reason is not null and lower(d.reason::text) ~ ${pattern}::text`)
  await tx.run(sql`
    update delivery_attempts d set reason = null
    where d.workspace_id = ${tx.workspaceId} and d.reason is not null and lower(d.reason::text) ~ ${pattern}::text`)
  return answers + newest + shared
}
