import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { conversationChanged } from '../../conversations/index.ts'
import { complaintChanged, complaintOverdue } from '../events.ts'
import { takeOverdue } from '../queries/complaint-list.ts'

const AT_ONCE = 500

/** Says once of each complaint that a deadline of it has come. Its cost grows with what is due alone. */
export const watchComplaints = async (db: WorkspaceDb): Promise<void> => {
  for (let taken = AT_ONCE; taken === AT_ONCE; )
    taken = await db.tx(async (tx) => {
      const rows = await takeOverdue(tx, AT_ONCE)
      for (const { id: complaintId, conversationId, inboxId, ownerId } of rows) {
        const place = { conversationId, inboxId, complaintId }
        tx.announce(complaintOverdue({ ...place, agentId: ownerId }))
        tx.announce(complaintChanged({ ...place, agentIds: ownerId === null ? [] : [ownerId] }))
        // Whoever asks of the conversation whether a complaint is overdue looks again.
        tx.announce(
          conversationChanged({
            conversationId,
            inboxId,
            changes: [{ kind: 'complaint', from: null, to: 'overdue' }],
            actorKind: 'system',
            actorId: null,
          }),
        )
      }
      return rows.length
    })
}
