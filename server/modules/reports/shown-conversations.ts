import { sees, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { conversationRows } from '../conversations/index.ts'
import type { ShownConversation } from './contract-flow.ts'

/**
 * Conversations as rows behind figures show them, by id. One that was moved out of the caller's sight counts where it was, but
 * shows nothing more.
 */
export const shownConversations = async (
  db: Db,
  caller: Caller,
  ids: readonly string[],
): Promise<(id: string) => ShownConversation> => {
  const rows = await conversationRows(db, [...new Set(ids)])
  const shown = new Map(
    rows
      .filter(({ inboxId }) => sees(caller, inboxId))
      .map(({ id, number, subject, status, customerId, customerName: name }) => [
        id,
        { number, subject, status, customer: { id: customerId, name } },
      ]),
  )
  return (id) => shown.get(id) ?? null
}
