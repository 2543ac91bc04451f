import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { changeConversation } from './change-conversation.ts'
import type { Conversation } from './contract.ts'
import type { ConversationRow } from './queries/rows.ts'

/** The columns that follow from a status. */
export const withStatus = (
  status: Conversation['status'],
  now: Date,
  snoozedUntil: Date | null = null,
): Partial<ConversationRow> => ({
  status,
  snoozedUntil: status === 'snoozed' ? snoozedUntil : null,
  resolvedAt: status === 'resolved' ? now : null,
})

/** Opens, sets pending, snoozes until a moment, or resolves. */
export const setStatus = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; status: Conversation['status']; snoozedUntil?: string | undefined },
): Promise<Conversation> => {
  demand(caller, 'conversations.write')
  const until = input.snoozedUntil === undefined ? null : new Date(input.snoozedUntil)
  if (input.status === 'snoozed' && (!until || until <= tx.now)) {
    throw invalid('conversations.snooze-until', 'Say until when to snooze: a moment in the future.')
  }
  return changeConversation(tx, caller, input.conversationId, (row) =>
    row.status === input.status && input.status === 'resolved' ? {} : withStatus(input.status, tx.now, until),
  )
}
