import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { agentsByIds } from '../agents/index.ts'
import type { ConversationRow } from './queries/rows.ts'

/**
 * Who holds a conversation once the caller has answered in it; the row is locked. A bot answers only what is assigned to
 * it, and otherwise gets `conversations.not-the-bots`: somebody took over, or it waits in the queue. Whoever answers where a
 * bot holds it takes over. Among people an answer assigns nothing.
 */
export const takeTurn = async (tx: Tx, caller: Caller, before: ConversationRow): Promise<string | null> => {
  const { assigneeId } = before
  if (caller.kind === 'bot') {
    if (assigneeId === caller.id) return assigneeId
    throw conflict(
      'conversations.not-the-bots',
      'This conversation is not assigned to the bot (any more). Assign it to the bot first, unless a person holds it.',
      { assigneeId },
    )
  }
  if (assigneeId === null || assigneeId === caller.id) return assigneeId
  const [holder] = await agentsByIds(tx, [assigneeId])
  return holder?.bot ? (caller.id ?? null) : assigneeId
}
