import type { Tx } from '../../kernel/db/index.ts'
import { indexDocuments } from './index-documents.ts'
import {
  deleteConversationDocuments,
  deleteMessageDocuments,
  holdIndex,
  messagesIn,
} from './queries/documents.ts'

/** Makes conversations and messages findable that were brought in without any announcement. */
export const indexHistory = (
  tx: Tx,
  { conversationIds, messageIds }: { conversationIds: readonly string[]; messageIds: readonly string[] },
): Promise<void> => indexDocuments(tx, { conversationIds, messageIds, customerIds: [], removedIds: [] })

/** Takes conversations with everything that was said in them out of the index, before they are deleted. */
export const forgetHistory = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  await holdIndex(tx)
  await deleteMessageDocuments(tx, await messagesIn(tx, conversationIds))
  await deleteConversationDocuments(tx, conversationIds)
}
