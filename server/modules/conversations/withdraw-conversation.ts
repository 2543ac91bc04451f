import type { Tx } from '../../kernel/db/index.ts'
import { forgetNewcomer, lockCustomer, takeFromCount, unlinkInbox } from '../customers/index.ts'
import { moveCount } from './count-changes.ts'
import { conversationWithdrawn } from './events.ts'
import { mergeDrafts, type Draft } from './merge-drafts.ts'
import { deleteFirstDraft, firstDraftRow, upsertFirstDraft } from './queries/first-drafts.ts'
import type { ConversationRow } from './queries/rows.ts'
import { deleteUnspoken, isSpokenTo, spokeThrough } from './queries/withdraw.ts'
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

/**
 * Forgets the customer of a withdrawn conversation who was made by its first message, unless anything else is known of
 * them or they wrote meanwhile. Not where the agent writes to nobody yet: two letters would become one.
 */
export const withdrawCustomer = async (
  tx: Tx,
  agentId: string,
  { customerId, openedAt }: ConversationRow,
): Promise<boolean> => {
  if (await firstDraftRow(tx, agentId, null)) return false
  if (!(await lockCustomer(tx, customerId))) return false
  // Asked once nobody can begin a conversation with them any more.
  if (await isSpokenTo(tx, customerId, agentId)) return false
  return forgetNewcomer(tx, customerId, openedAt)
}

/** The words are what the agent writes first to this customer, above what they began since; to nobody where they went. */
export const keepAsFirstDraft = async (
  tx: Tx,
  agentId: string,
  row: ConversationRow,
  undone: Draft,
  gone: boolean,
): Promise<void> => {
  const newer = (await firstDraftRow(tx, agentId, row.customerId))?.body as FirstDraft | undefined
  const asDraft = newer && { ...newer, mode: 'reply' as const, aside: null }
  const { mode: _, aside: __, ...words } = asDraft ? mergeDrafts(undone, asDraft) : undone
  const body: FirstDraft = { ...words, to: words.to ?? [], inboxId: row.inboxId, subject: row.subject }
  if (gone) await deleteFirstDraft(tx, agentId, row.customerId)
  await upsertFirstDraft(tx, agentId, gone ? null : row.customerId, body)
}
