import type { Tx } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'
import type { ConversationRow } from './queries/rows.ts'

/** A conversation as it begins: open, nobody's, without a message. */
export const blankConversation = (
  tx: Tx,
  start: Pick<ConversationRow, 'number' | 'inboxId' | 'customerId' | 'subject'> & Partial<ConversationRow>,
): ConversationRow => ({
  id: newId(),
  customerName: '',
  preview: '',
  status: 'open',
  priority: 'normal',
  assigneeId: null,
  teamId: null,
  tagIds: [],
  snoozedUntil: null,
  openedAt: tx.now,
  lastActivityAt: tx.now,
  lastDirection: 'inbound',
  lastMessageId: null,
  waitingSince: null,
  promise: null,
  resolvedAt: null,
  messageCount: 0,
  version: 1,
  ...start,
})
