import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Db } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { isId } from '../../../kernel/ids.ts'
import { sightOf } from '../../../kernel/sight.ts'
import { findConversation } from '../../conversations/index.ts'
import type { ConversationTasks, ListedTask, TaskFilter } from '../contract-tasks.ts'
import { listsOf, taskPage, tasksOf, type After } from '../queries/tasks.ts'
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

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/

const readCursor = (cursor: string | undefined): After | undefined => {
  if (cursor === undefined) return undefined
  const [place = '', id = '', ...more] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const isMoment = MOMENT.test(place) && !Number.isNaN(Date.parse(place.replace(/\d{3}Z$/, 'Z')))
  if (more.length > 0 || !isMoment || !isId(id))
    throw invalid('teamwork.cursor', 'This cursor does not belong to this list. Start from the first page.')
  return { place, id }
}

/** A page of the tasks of all conversations in the caller's sight. */
export const listTasks = async (
  db: Db,
  caller: Caller,
  { cursor, limit, ...filter }: TaskFilter & { cursor?: string | undefined; limit: number },
): Promise<{ items: ListedTask[]; next: string | null }> => {
  demand(caller, 'conversations.read')
  const after = readCursor(cursor)
  const rows = await taskPage(
    db,
    { ...filter, callerId: caller.id, after, limit: limit + 1 },
    sightOf(caller),
  )
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map(toListed),
    next: last ? Buffer.from(`${last.place} ${last.id}`).toString('base64url') : null,
  }
}
