import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Deletes a conversation that we began, with everything that hangs on it, where every message was taken back and nobody
 * but this agent has a draft in it; gives 1 or 0.
 */
export const deleteUnspoken = (tx: Tx, id: string, agentId: string | null): Promise<number> =>
  tx.run(sql`
    delete from conversations
    where workspace_id = ${tx.workspaceId} and id = ${id} and opened_by = 'agent'
      and not exists (
        select from messages m
        where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${id} and m.receipt is distinct from 'cancelled')
      and not exists (
        select from conversations o
        where o.workspace_id = ${tx.workspaceId} and o.merged_into = ${id} and o.merged_into is not null)
      and not exists (
        select from drafts d
        where d.workspace_id = ${tx.workspaceId} and d.conversation_id = ${id} and d.agent_id is distinct from ${agentId}::uuid)`)

/** True where the customer has a conversation in the inbox, or a message in one of theirs came through it. */
export const spokeThrough = async (tx: Tx, customerId: string, inboxId: string): Promise<boolean> =>
  (
    await tx.one<{ found: boolean }>(sql`
      select exists (
        select from conversations c
        where c.workspace_id = ${tx.workspaceId} and c.customer_id = ${customerId}
          and (c.inbox_id = ${inboxId} or exists (
            select from messages m
            where m.workspace_id = ${tx.workspaceId} and m.conversation_id = c.id and m.inbox_id = ${inboxId}))
      ) as found`)
  ).found

/** True where the customer has a conversation, or somebody other than this agent writes first to them. */
export const isSpokenTo = async (tx: Tx, customerId: string, agentId: string): Promise<boolean> =>
  (
    await tx.one<{ found: boolean }>(sql`
      select exists (
        select from conversations c where c.workspace_id = ${tx.workspaceId} and c.customer_id = ${customerId}
      ) or exists (
        select from first_drafts f
        where f.workspace_id = ${tx.workspaceId} and f.customer_id = ${customerId} and f.agent_id <> ${agentId}
      ) as found`)
  ).found
