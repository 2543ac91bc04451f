import { demand, demandSight, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { notFound } from '../../../kernel/errors.ts'
import { refuseEmptied } from '../../conversations/index.ts'
import type { Task, TaskInput } from '../contract-tasks.ts'
import { deleteRemoved, holdTask, markRemoved, saveTask, type TaskRow } from '../queries/tasks.ts'
import { demandAssignee, titleIn } from './add-tasks.ts'
import { toTask } from './shape.ts'
import { tellChanged } from './tell-changed.ts'

/** For so long a removed task can be brought back, in ms: for a slip of the hand, no archive. */
const KEPT_FOR = 3_600_000

const demandTask = async (
  tx: Tx,
  caller: Caller,
  id: string,
  removed: Date | null = null,
): Promise<TaskRow> => {
  const row = await holdTask(tx, id, removed)
  if (!row) throw notFound('teamwork.no-task', 'There is no such task.')
  demandSight(caller, row.inboxId, 'teamwork.no-task', 'task')
  return row
}

/** Changes a task, or says that it is done, or not done after all. */
export const updateTask = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: Partial<{ [K in keyof TaskInput]: TaskInput[K] | undefined }> & { done?: boolean | undefined },
): Promise<Task> => {
  demand(caller, 'conversations.write')
  const before = await demandTask(tx, caller, id)
  const after = { ...before }
  if (input.title !== undefined) {
    await refuseEmptied(tx, [before.conversationId])
    after.title = titleIn(input.title)
  }
  if (input.assigneeId !== undefined && input.assigneeId !== before.assigneeId) {
    await demandAssignee(tx, input.assigneeId)
    after.assigneeId = input.assigneeId
  }
  if (input.dueAt !== undefined) after.dueAt = input.dueAt === null ? null : new Date(input.dueAt)
  // Who was first to say so stays.
  if (input.done !== undefined && input.done !== (before.doneAt !== null)) {
    after.doneAt = input.done ? tx.now : null
    after.doneBy = input.done ? (caller.id ?? null) : null
  }
  return tellChanged(tx, caller, before, async () => {
    await saveTask(tx, after)
    return { before: [before], after: [after], result: toTask(after) }
  })
}

/** Removes a task. */
export const removeTask = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'conversations.write')
  const row = await demandTask(tx, caller, id)
  await tellChanged(tx, caller, row, async () => {
    await markRemoved(tx, id, tx.now)
    return { before: [row], after: [], result: undefined }
  })
}

/** Brings a task back that was removed a moment ago. */
export const restoreTask = async (tx: Tx, caller: Caller, id: string): Promise<Task> => {
  demand(caller, 'conversations.write')
  const row = await demandTask(tx, caller, id, new Date(tx.now.getTime() - KEPT_FOR))
  return tellChanged(tx, caller, row, async () => {
    await markRemoved(tx, id, null)
    return { before: [row], after: [row], result: toTask(row) }
  })
}

/** Deletes for good what was removed longer ago than it can be brought back. */
export const forgetTasks = (tx: Tx): Promise<number> =>
  deleteRemoved(tx, new Date(tx.now.getTime() - KEPT_FOR))
