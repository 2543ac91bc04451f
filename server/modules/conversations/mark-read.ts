import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conversationRead, mentionsSeen } from './events.ts'
import { findConversation } from './get-conversation.ts'
import { markSeen } from './queries/people.ts'

/** Says that the caller has read the conversation, and remembers that they have seen the notes in it that mention them. */
export const markRead = async (tx: Tx, caller: Caller, conversationId: string): Promise<null> => {
  const row = await findConversation(tx, caller, conversationId)
  if (!caller.id) return null
  const seen = await markSeen(tx, row.id, caller.id)
  const read = { agentId: caller.id, conversationId: row.id }
  tx.announce(conversationRead(read))
  if (seen > 0) tx.announce(mentionsSeen(read))
  return null
}
