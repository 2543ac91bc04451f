import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { conversationChanged } from '../../conversations/index.ts'
import { taskOverdue, tasksChanged } from '../events.ts'
import { takeOverdue } from '../queries/tasks.ts'

const AT_ONCE = 500

/** Says once of each task whose deadline has come that it is not done. Its cost grows with what is due alone. */
export const watchTasks = async (db: WorkspaceDb): Promise<void> => {
  for (let taken = AT_ONCE; taken === AT_ONCE; )
    taken = await db.tx(async (tx) => {
      const rows = await takeOverdue(tx, AT_ONCE)
      for (const { id, conversationId, inboxId, assigneeId } of rows) {
        tx.announce(taskOverdue({ conversationId, inboxId, taskId: id, agentId: assigneeId }))
        tx.announce(
          tasksChanged({ conversationId, inboxId, agentIds: assigneeId === null ? [] : [assigneeId] }),
        )
        // Whoever asks of the conversation whether a task is overdue looks again.
        tx.announce(
          conversationChanged({
            conversationId,
            inboxId,
            changes: [{ kind: 'tasks', from: null, to: 'overdue' }],
            actorKind: 'system',
            actorId: null,
          }),
        )
      }
      return rows.length
    })
}
