import type { Tx } from '../../kernel/db/index.ts'
import { keepChange } from './change-conversation.ts'
import { conversationReturned } from './events.ts'
import type { HeldRow } from './queries/held.ts'
import { lockConversation } from './queries/rows.ts'

/**
 * Takes a conversation from the one who left its customer without an answer, back to the queue, and tells those who can
 * take it. False, and nothing changes, where it was answered, closed, put off or handed on meanwhile.
 */
export const returnToQueue = async (tx: Tx, held: HeldRow): Promise<boolean> => {
  const row = await lockConversation(tx, held.id)
  if (row?.assigneeId !== held.assigneeId || row.waitingSince?.getTime() !== held.waitingSince.getTime())
    return false
  if (row.status !== 'open' && row.status !== 'pending') return false
  await keepChange(
    tx,
    { kind: 'system', id: null, name: 'system' },
    row,
    { ...row, assigneeId: null, status: 'open' },
    [{ conversationId: row.id, kind: 'returned', from: row.assigneeId, to: held.since.toISOString() }],
  )
  tx.announce(
    conversationReturned({
      conversationId: row.id,
      inboxId: row.inboxId,
      teamId: row.teamId,
      agentId: held.assigneeId,
    }),
  )
  return true
}
