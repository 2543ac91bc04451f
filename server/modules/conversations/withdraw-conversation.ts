import type { Tx } from '../../kernel/db/index.ts'
import { takeFromCount, unlinkInbox } from '../customers/index.ts'
import { moveCount } from './count-changes.ts'
import { conversationWithdrawn } from './events.ts'
import { mergeDrafts, type Draft } from './merge-drafts.ts'
import { firstDraftRow, upsertFirstDraft } from './queries/first-drafts.ts'
import type { ConversationRow } from './queries/rows.ts'
import { deleteUnspoken, spokeThrough } from './queries/withdraw.ts'
import type { FirstDraft } from './save-first-draft.ts'

/**
 * Removes a conversation that we began, once nothing stands in it: its only message was taken back before it left, and
 * nobody wrote a note or a draft of their own. False when something does. The conversation must be locked.
 */
export const withdrawConversation = async (
  tx: Tx,
  row: ConversationRow,
  agentId: string | null,
): Promise<boolean> => {
  if ((await deleteUnspoken(tx, row.id, agentId)) === 0) return false
  moveCount(tx, row, undefined)
  await takeFromCount(tx, row.customerId)
  const { id: conversationId, inboxId, customerId } = row
  // Nothing of it left: who may see the customer is as it was before.
  if (!(await spokeThrough(tx, customerId, inboxId))) await unlinkInbox(tx, customerId, inboxId)
  tx.announce(conversationWithdrawn({ conversationId, inboxId, customerId }))
  return true
}

/** The words are what the agent writes first to this customer, above what they began since. */
export const keepAsFirstDraft = async (
  tx: Tx,
  agentId: string,
  row: ConversationRow,
  undone: Draft,
): Promise<void> => {
  const newer = (await firstDraftRow(tx, agentId, row.customerId))?.body as FirstDraft | undefined
  const asDraft = newer && { ...newer, mode: 'reply' as const, aside: null }
  const { mode: _, aside: __, ...words } = asDraft ? mergeDrafts(undone, asDraft) : undone
  const body: FirstDraft = { ...words, to: words.to ?? [], inboxId: row.inboxId, subject: row.subject }
  await upsertFirstDraft(tx, agentId, row.customerId, body)
}
