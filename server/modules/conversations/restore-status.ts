import type { Tx } from '../../kernel/db/index.ts'
import type { Message } from './contract.ts'
import { newestStatusChange } from './queries/changes.ts'
import type { ConversationRow } from './queries/rows.ts'
import { withStatus } from './set-status.ts'

/**
 * The columns of the status once an answer is taken back: what was set with it is as it was, unless somebody has set
 * another one since. `waiting` is since when the customer waits without that answer.
 */
export const restoreStatus = async (
  tx: Tx,
  row: ConversationRow,
  undone: Message,
  waiting: Date | null,
): Promise<Partial<ConversationRow>> => {
  const set = await newestStatusChange(tx, row.id)
  if (set && set.at === undone.receivedAt && set.actor.id === undone.author.id && set.to === row.status) {
    // Until when it was snoozed is not known any more: somebody looks at it now.
    if (set.from === 'open' || set.from === 'snoozed') return withStatus('open', tx.now)
    if (set.from === 'pending') return withStatus('pending', tx.now)
    if (set.from === 'resolved') return { ...withStatus('resolved', tx.now), waitingSince: null }
  }
  // Resolved on its own, after the answer: the customer waits again, and in what is resolved nobody does.
  return row.status === 'resolved' && waiting ? withStatus('open', tx.now) : {}
}
