import type { Tx } from '../../kernel/db/index.ts'
import { takeFromCounts } from '../customers/index.ts'
import { moveCount } from './count-changes.ts'
import { deleteUntouched, messageIdsOf, untouched } from './queries/take-back-history.ts'
import { lockConversations } from './queries/receive.ts'

/** A conversation that was brought in, as it was then: `version` and the number of its messages. */
export interface BroughtIn {
  conversationId: string
  version: number
}

/**
 * Which of these conversations nobody touched since they were brought in: nothing was written, changed, begun or merged.
 * They are locked.
 */
export const findUntouched = async (tx: Tx, brought: readonly BroughtIn[]): Promise<string[]> => {
  const rows = await lockConversations(
    tx,
    brought.map(({ conversationId }) => conversationId),
  )
  const versions = new Map(brought.map(({ conversationId, version }) => [conversationId, version]))
  return untouched(
    tx,
    rows
      .filter(({ id, version, mergedInto }) => mergedInto === null && versions.get(id) === version)
      .map(({ id }) => id),
  )
}

/**
 * Removes conversations with everything that hangs on them; they must be locked, and other rooms have let go of them. Gives the
 * messages that went.
 */
export const takeBackHistory = async (tx: Tx, ids: readonly string[]): Promise<string[]> => {
  if (ids.length === 0) return []
  const rows = await lockConversations(tx, ids)
  const messageIds = await messageIdsOf(tx, ids)
  await deleteUntouched(
    tx,
    rows.map(({ id }) => id),
  )
  for (const row of rows) moveCount(tx, row, undefined)
  await takeFromCounts(
    tx,
    rows.map(({ customerId }) => customerId),
  )
  return messageIds
}
