import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { agentsByIds, teamExists } from '../agents/index.ts'
import { changeConversation } from './change-conversation.ts'
import type { Conversation } from './contract.ts'

/**
 * Assigns to an agent (a person or a bot), a team, both, or nobody: the queue. What is left out stays as it is. Where
 * `whileAssigneeId` is given, somebody else's having it by now is a conflict: of two who take it, one does.
 */
export const assignConversation = async (
  tx: Tx,
  caller: Caller,
  input: {
    conversationId: string
    assigneeId?: string | null | undefined
    teamId?: string | null | undefined
    whileAssigneeId?: string | null | undefined
  },
): Promise<Conversation> => {
  demand(caller, 'conversations.write')
  if (input.assigneeId) {
    const [agent] = await agentsByIds(tx, [input.assigneeId])
    if (!agent?.active)
      throw invalid(
        'conversations.no-such-agent',
        'This agent does not exist or may not sign in any more. Choose another.',
      )
  }
  if (input.teamId && !(await teamExists(tx, input.teamId)))
    throw invalid('conversations.no-such-team', 'This team does not exist any more. Choose another.')
  return changeConversation(tx, caller, input.conversationId, (row) => {
    if (input.whileAssigneeId !== undefined && input.whileAssigneeId !== row.assigneeId)
      throw conflict('conversations.assigned-meanwhile', 'Somebody else has this conversation by now.', {
        assigneeId: row.assigneeId,
      })
    return {
      ...(input.assigneeId === undefined ? {} : { assigneeId: input.assigneeId }),
      ...(input.teamId === undefined ? {} : { teamId: input.teamId }),
    }
  })
}
