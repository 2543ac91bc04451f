import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/**
 * Writes what a customer's message says; which machine wrote it, if one did, stays. Gives where it stands; nothing of one
 * that was erased is written.
 */
export const rewriteInbound = (
  tx: Tx,
  messageId: string,
  row: { text: string; html: string | null; subject: string | null; context: Record<string, string> },
): Promise<{ conversationId: string; inboxId: string } | undefined> =>
  tx.maybe(sql`
    update messages set text = ${row.text}, html = ${row.html}, subject = ${row.subject},
      context = (${JSON.stringify(row.context)}::jsonb - 'machine') || coalesce(
        (select jsonb_build_object('machine', context -> 'machine') where context ? 'machine'), '{}'::jsonb)
    where workspace_id = ${tx.workspaceId} and id = ${messageId} and kind = 'inbound' and not context ? 'erased'
    returning conversation_id as "conversationId", inbox_id as "inboxId"`)

/** The files of a message, in their order. */
export const attachmentsOf = (
  tx: Tx,
  messageId: string,
): Promise<{ name: string; type: string; size: number; fileId: string | null; contentId: string | null }[]> =>
  tx.many(sql`
    select name, type, size, file_id as "fileId", content_id as "contentId" from attachments
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} order by position`)

/** Takes the files off a message. */
export const dropAttachments = (tx: Tx, messageId: string): Promise<number> =>
  tx.run(sql`delete from attachments where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)

/** Shows the words of a conversation's last message in lists. */
export const showPreview = (
  tx: Tx,
  { conversationId, messageId, preview }: { conversationId: string; messageId: string; preview: string },
): Promise<number> =>
  tx.run(sql`
    update conversations set preview = ${preview}, version = version + 1
    where workspace_id = ${tx.workspaceId} and id = ${conversationId} and last_message_id = ${messageId}
      and preview <> ${preview}`)
