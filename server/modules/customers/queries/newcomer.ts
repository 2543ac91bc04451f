import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Deletes a customer who was made at a moment by one unproven address and of whom nothing else is known; gives 1 or 0. */
export const deleteNewcomer = (tx: Tx, id: string, since: Date): Promise<number> =>
  tx.run(sql`
    delete from customers c
    where c.workspace_id = ${tx.workspaceId} and c.id = ${id} and c.created_at = ${since} and c.last_seen_at <= ${since}
      and not c.named and c.kana is null and c.language is null and c.attributes = '{}' and c.conversation_count = 0
      and not exists (
        select from customer_changes h where h.workspace_id = ${tx.workspaceId} and h.customer_id = ${id})
      and not exists (
        select from customer_notes n where n.workspace_id = ${tx.workspaceId} and n.customer_id = ${id})
      and not exists (
        select from identity_claims k where k.workspace_id = ${tx.workspaceId} and k.customer_id = ${id})
      and not exists (
        select from identities v where v.workspace_id = ${tx.workspaceId} and v.customer_id = ${id} and v.verified)
      and 1 = (select count(*) from identities i where i.workspace_id = ${tx.workspaceId} and i.customer_id = ${id})`)
