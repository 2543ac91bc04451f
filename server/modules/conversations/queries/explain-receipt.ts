import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'

/** Writes a line beside the receipt of a message that has left, or waits to reach more people; gives its place, or undefined when it has not. */
export const explainReceipt = (
  tx: Tx,
  messageId: string,
  reason: Sentence | null,
): Promise<{ conversationId: string; inboxId: string; receipt: string } | undefined> =>
  tx.maybe(sql`
    update messages set receipt_reason = ${reason && JSON.stringify(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${messageId} and receipt in ('queued', 'sent', 'delivered', 'read', 'uncertain')
    returning conversation_id as "conversationId", inbox_id as "inboxId", receipt`)
