import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { mentionsSeen } from './events.ts'
import { findConversation } from './get-conversation.ts'
import { markSeen } from './queries/people.ts'

/** Remembers that the caller has seen the notes in the conversation that mention them. */
export const markRead = async (tx: Tx, caller: Caller, conversationId: string): Promise<null> => {
  const row = await findConversation(tx, caller, conversationId)
  if (!caller.id) return null
  const seen = await markSeen(tx, row.id, caller.id)
  if (seen > 0) tx.announce(mentionsSeen({ agentId: caller.id, conversationId: row.id }))
  return null
}
