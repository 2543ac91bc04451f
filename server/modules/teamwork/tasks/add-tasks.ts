import { demand, type Caller } from '../../../kernel/caller.ts'
import type { Tx } from '../../../kernel/db/index.ts'
import { invalid } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/ids.ts'
import { agentsByIds } from '../../agents/index.ts'
import { findConversation, refuseEmptied, type ConversationRow } from '../../conversations/index.ts'
import type { ConversationTasks, Task, TaskInput } from '../contract-tasks.ts'
import { insertList, insertTasks, knownTasks, tasksOf, type NewTask } from '../queries/tasks.ts'
import { listConversationTasks } from './list-tasks.ts'
import { demandChecklist } from './save-checklist.ts'
import { toTask } from './shape.ts'
import { tellChanged } from './tell-changed.ts'

/** On one conversation, done ones among them. */
const MOST = 200
const HOUR_MS = 3_600_000

/** Throws unless a task may be given to somebody. */
export const demandAssignee = async (tx: Tx, agentId: string | null): Promise<void> => {
  if (agentId === null) return
  const [agent] = await agentsByIds(tx, [agentId])
  if (!agent?.active || agent.bot || !agent.answers)
    throw invalid('teamwork.no-such-agent', 'There is no such person (any more). Choose somebody else.')
}

/** A task's title, trimmed; throws where nothing is left of it. */
export const titleIn = (title: string): string => {
  const trimmed = title.trim()
  if (trimmed === '') throw invalid('teamwork.empty-task', 'The task is empty. Say what is to be done.')
  return trimmed
}

const demandRoom = async (tx: Tx, conversationId: string, more: number): Promise<void> => {
  const [known] = await knownTasks(tx, [conversationId])
  if ((known?.all ?? 0) + more > MOST)
    throw invalid(
      'teamwork.too-many-tasks',
      `A conversation takes ${MOST} tasks at most. Remove some that are done.`,
    )
}

/** The conversation on which something may be put. */
const demandPlace = async (tx: Tx, caller: Caller, id: string): Promise<ConversationRow> => {
  const row = await findConversation(tx, caller, id)
  await refuseEmptied(tx, [row.id])
  return row
}

const added = (tasks: readonly NewTask[]) => tasks.map((task) => ({ ...task, doneAt: null }))

/** Adds something that is to be done about a conversation. */
export const addTask = async (
  tx: Tx,
  caller: Caller,
  { conversationId, ...input }: TaskInput & { conversationId: string },
): Promise<Task> => {
  demand(caller, 'conversations.write')
  const row = await demandPlace(tx, caller, conversationId)
  const task = {
    id: newId(),
    title: titleIn(input.title),
    assigneeId: input.assigneeId,
    dueAt: input.dueAt === null ? null : new Date(input.dueAt),
  }
  await demandAssignee(tx, task.assigneeId)
  await demandRoom(tx, row.id, 1)
  const place = { conversationId: row.id, inboxId: row.inboxId }
  return tellChanged(tx, caller, place, async () => {
    await insertTasks(tx, { ...place, listId: null, createdBy: caller.id ?? null }, [task])
    const kept = (await tasksOf(tx, row.id)).find(({ id }) => id === task.id)
    if (!kept) throw new Error(`the task ${task.id} vanished`)
    return { before: [], after: added([task]), result: toTask(kept) }
  })
}

/** Puts a checklist on a conversation, as often as somebody likes. */
export const addChecklist = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; checklistId: string },
): Promise<ConversationTasks> => {
  demand(caller, 'conversations.write')
  const row = await demandPlace(tx, caller, input.conversationId)
  const { name, items } = await demandChecklist(tx, input.checklistId, 'put')
  await demandRoom(tx, row.id, items.length)
  const assignees = items.map(({ assignee }) =>
    assignee === 'holder' ? row.assigneeId : assignee === 'nobody' ? null : assignee,
  )
  const people = await agentsByIds(tx, [...new Set(assignees.flatMap((id) => id ?? []))])
  // Whoever left since the list was written has nothing to do any more.
  const isHere = new Set(people.filter(({ active }) => active).map(({ id }) => id))
  const tasks = items.map(({ title, dueHours }, at): NewTask => {
    const assigneeId = assignees[at] ?? null
    return {
      id: newId(),
      title,
      assigneeId: assigneeId && isHere.has(assigneeId) ? assigneeId : null,
      dueAt: dueHours === null ? null : new Date(tx.now.getTime() + dueHours * HOUR_MS),
    }
  })
  const place = { conversationId: row.id, inboxId: row.inboxId }
  const by = caller.id ?? null
  const list = { id: newId(), conversationId: row.id, checklistId: input.checklistId, name, addedBy: by }
  return tellChanged(tx, caller, place, async () => {
    await insertList(tx, list)
    await insertTasks(tx, { ...place, listId: list.id, createdBy: by }, tasks)
    return {
      before: [],
      after: added(tasks),
      result: await listConversationTasks(tx, caller, row.id),
    }
  })
}
