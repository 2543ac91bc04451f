import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changeConversation } from './change-conversation.ts'
import type { Conversation } from './contract.ts'

/** Sets the priority. */
export const setPriority = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; priority: Conversation['priority'] },
): Promise<Conversation> => {
  demand(caller, 'conversations.write')
  return changeConversation(tx, caller, input.conversationId, () => ({ priority: input.priority }))
}
