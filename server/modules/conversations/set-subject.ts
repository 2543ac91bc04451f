import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { changeConversation } from './change-conversation.ts'
import type { Conversation } from './contract.ts'
import { refuseEmptied } from './refuse-emptied.ts'

/** Changes the subject; outgoing mail bears it until the customer writes under another one. */
export const setSubject = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; subject: string },
): Promise<Conversation> => {
  demand(caller, 'conversations.write')
  return changeConversation(tx, caller, input.conversationId, async ({ id }) => {
    await refuseEmptied(tx, [id])
    return { subject: input.subject.trim() }
  })
}
