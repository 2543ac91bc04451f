import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { lockForCaller } from './change-conversation.ts'
import { messageHome } from './queries/messages.ts'
import { takeBack, type Undone } from './take-back.ts'

/** Takes back a message that has not left yet: its words and files become the caller's draft again. */
export const undoReply = async (tx: Tx, caller: Caller, messageId: string): Promise<Undone> => {
  demand(caller, 'conversations.reply')
  const home = await messageHome(tx, messageId)
  if (!home) throw notFound('conversations.no-message', 'There is no such message.')
  demandSight(caller, home.inboxId, 'conversations.no-message', 'message')
  const before = await lockForCaller(tx, caller, home.conversationId)
  return takeBack(tx, caller, before, messageId, caller.id ?? null)
}
