import type { Tx } from '../../kernel/db/index.ts'
import { moveCount } from './count-changes.ts'
import { conversationChanged } from './events.ts'
import { insertChanges, type NewChange } from './queries/changes.ts'
import { giveRows } from './queries/give.ts'

/** Who gets which conversation. */
export interface Giving {
  conversationId: string
  agentId: string
}

const SYSTEM = { kind: 'system', id: null, name: 'system' } as const

/**
 * Gives conversations that nobody holds to people, all in a handful of statements, and announces each. What somebody took
 * meanwhile, what waits no more, and what is being changed just now stays as it is. Gives those that were given.
 */
export const giveConversations = async (tx: Tx, givings: readonly Giving[]): Promise<Giving[]> => {
  if (givings.length === 0) return []
  const rows = await giveRows(tx, givings)
  const given = rows.map(({ id, assigneeId }) => ({ conversationId: id, agentId: assigneeId }))
  const changeOf = ({ conversationId, agentId }: Giving): NewChange => ({
    conversationId,
    kind: 'assigned',
    from: null,
    to: agentId,
  })
  for (const row of rows) moveCount(tx, { ...row, assigneeId: null }, row)
  await insertChanges(tx, SYSTEM, given.map(changeOf))
  for (const { id, inboxId, assigneeId } of rows)
    tx.announce(
      conversationChanged({
        conversationId: id,
        inboxId,
        changes: [{ kind: 'assigned', from: null, to: assigneeId }],
        actorKind: SYSTEM.kind,
        actorId: SYSTEM.id,
      }),
    )
  return given
}
