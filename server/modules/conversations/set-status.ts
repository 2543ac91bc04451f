import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { changeConversation } from './change-conversation.ts'
import type { Conversation } from './contract.ts'
import { waitingSince } from './queries/waiting.ts'
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

/** Nobody waits in what is resolved; who still has no answer waits again, since then, once it is reopened. */
const withWaiting = async (
  tx: Tx,
  row: ConversationRow,
  status: Conversation['status'],
): Promise<Partial<ConversationRow>> => {
  if (status === 'resolved') return { waitingSince: null }
  return row.status === 'resolved' ? { waitingSince: await waitingSince(tx, row.id) } : {}
}

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
  return changeConversation(tx, caller, input.conversationId, async (row) => {
    if (row.status === input.status && input.status === 'resolved') return {}
    return { ...withStatus(input.status, tx.now, until), ...(await withWaiting(tx, row, input.status)) }
  })
}
