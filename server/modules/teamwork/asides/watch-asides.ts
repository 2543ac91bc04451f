import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { conversationChanged } from '../../conversations/index.ts'
import { asideOverdue, asidesChanged } from '../events.ts'
import { takeOverdueAsides } from '../queries/asides.ts'

const AT_ONCE = 500

/** Says once of each question whose deadline has come that nobody has answered. Its cost grows with what is due alone. */
export const watchAsides = async (db: WorkspaceDb): Promise<void> => {
  for (let taken = AT_ONCE; taken === AT_ONCE; )
    taken = await db.tx(async (tx) => {
      const rows = await takeOverdueAsides(tx, AT_ONCE)
      for (const { id, conversationId, inboxId, createdBy, assigneeId } of rows) {
        const agentIds = [...new Set([assigneeId, createdBy].flatMap((one) => one ?? []))]
        tx.announce(asidesChanged({ conversationId, inboxId, agentIds }))
        tx.announce(asideOverdue({ conversationId, inboxId, asideId: id, agentId: assigneeId ?? createdBy }))
        // Whoever asks of the conversation whether something is overdue looks again.
        tx.announce(
          conversationChanged({
            conversationId,
            inboxId,
            changes: [{ kind: 'asides', from: null, to: 'overdue' }],
            actorKind: 'system',
            actorId: null,
          }),
        )
      }
      return rows.length
    })
}
