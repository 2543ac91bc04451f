import { sql, type Tx } from '../../../kernel/db/index.ts'

/** Those of some attachments that stand in a conversation, or beside it, and of which the bytes are kept. */
export const filesOfConversation = (
  tx: Tx,
  conversationId: string,
  ids: readonly string[],
): Promise<{ id: string; fileId: string; name: string; type: string; size: number }[]> =>
  tx.many(sql`
    select a.id, a.file_id as "fileId", a.name, a.type, a.size from attachments a
    left join messages m on m.workspace_id = ${tx.workspaceId} and m.id = a.message_id
    where a.workspace_id = ${tx.workspaceId} and a.id = any(${ids}::uuid[]) and a.file_id is not null
      and (m.conversation_id = ${conversationId} or a.beside_id = ${conversationId})`)
