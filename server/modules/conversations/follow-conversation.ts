import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { agentsByIds } from '../agents/index.ts'
import { lockForCaller } from './change-conversation.ts'
import { deleteFollower, insertFollowers } from './queries/people.ts'

/** Follows or stops following: the caller, or a colleague by somebody who works on conversations. */
export const followConversation = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; following: boolean; agentId?: string | undefined },
): Promise<null> => {
  const { agentId = caller.id, following } = input
  if (agentId !== caller.id) demand(caller, 'conversations.write')
  const row = await lockForCaller(tx, caller, input.conversationId)
  if (!agentId) return null
  if (!following) {
    await deleteFollower(tx, row.id, agentId)
    return null
  }
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent?.active)
    throw invalid('conversations.no-such-agent', 'There is no such person (any more). Choose somebody else.')
  await insertFollowers(tx, row.id, [agentId])
  return null
}
