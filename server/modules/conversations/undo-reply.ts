import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { holdForCaller } from './hold-message.ts'
import { takeBack, type Undone } from './take-back.ts'

/** Takes back a message that has not left yet: its words and files become the caller's draft again. */
export const undoReply = async (tx: Tx, caller: Caller, messageId: string): Promise<Undone> => {
  demand(caller, 'conversations.reply')
  const before = await holdForCaller(tx, caller, messageId)
  return takeBack(tx, caller, before, messageId, caller.id ?? null)
}
