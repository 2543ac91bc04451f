import type { ListedTask, Task } from '../contract-tasks.ts'
import type { ListedRow, TaskRow } from '../queries/tasks.ts'

/** A task's shape on the wire. */
export const toTask = ({ inboxId: _, dueAt, createdAt, doneAt, ...row }: TaskRow): Task => ({
  ...row,
  dueAt: dueAt?.toISOString() ?? null,
  createdAt: createdAt.toISOString(),
  doneAt: doneAt?.toISOString() ?? null,
})

/** The same in a list of all conversations. */
export const toListed = ({ number, subject, customer, place: _, ...row }: ListedRow): ListedTask => ({
  ...toTask(row),
  conversation: { number, subject, customer },
})
