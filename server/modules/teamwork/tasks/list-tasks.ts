import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { findConversation } from '../../conversations/index.ts'
import type { ConversationTasks, ListedTask, TaskFilter } from '../contract-tasks.ts'
import { listsOf, taskPage, tasksOf } from '../queries/tasks.ts'
import { readPlace, writePlace } from '../read-place.ts'
import { toListed, toTask } from './shape.ts'

/** What is to be done about a conversation in the caller's sight, and what was done by whom. */
export const listConversationTasks = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<ConversationTasks> => {
  demand(caller, 'conversations.read')
  const { id } = await findConversation(db, caller, conversationId)
  const [lists, tasks] = await Promise.all([listsOf(db, id), tasksOf(db, id)])
  const used = new Set(tasks.map(({ listId }) => listId))
  return {
    lists: lists
      .filter((list) => used.has(list.id))
      .map(({ checklistId: _, addedAt, ...list }) => ({ ...list, addedAt: addedAt.toISOString() })),
    tasks: tasks.map(toTask),
  }
}

/** A page of the tasks of all conversations in the caller's sight. */
export const listTasks = async (
  db: Db,
  caller: Caller,
  { cursor, limit, ...filter }: TaskFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedTask[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const after = readPlace(cursor)
  const rows = await taskPage(
    db,
    { ...filter, callerId: caller.id, after, limit: limit + 1 },
    sightOf(caller),
  )
  const items = rows.slice(0, limit)
  return { items: items.map(toListed), next: rows.length > limit ? writePlace(items.at(-1)) : null }
}
