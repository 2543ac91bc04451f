import { type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { lockForCaller } from './change-conversation.ts'
import { deleteFollower, insertFollowers } from './queries/people.ts'

/** Follows or stops following. */
export const followConversation = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; following: boolean },
): Promise<null> => {
  const row = await lockForCaller(tx, caller, input.conversationId)
  if (!caller.id) return null
  if (input.following) await insertFollowers(tx, row.id, [caller.id])
  else await deleteFollower(tx, row.id, caller.id)
  return null
}
