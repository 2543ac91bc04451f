import { z } from 'zod'
import { defineContract, empty, id, line, moment, pageOf, pageQuery } from '../../kernel/contract.ts'

const assignee = z
  .union([z.enum(['nobody', 'holder']), id])
  .describe('A person, nobody, or `holder`: whoever has the conversation when the list is put on it.')

const checklistItem = z.object({
  title: line(300),
  assignee,
  dueHours: z
    .number()
    .int()
    .min(1)
    .max(8760)
    .nullable()
    .describe('So many hours after it was put on a conversation; null: it has no deadline.'),
})

export const checklistInput = z.object({
  name: line(100),
  items: z.array(checklistItem).min(1).max(50),
})
export type ChecklistInput = z.infer<typeof checklistInput>

export const checklist = checklistInput.extend({ id })
export type Checklist = z.infer<typeof checklist>

export const task = z.object({
  id,
  conversationId: id.describe('On which conversation it stands; of a merged one that which it went into.'),
  listId: id.nullable().describe('The checklist on this conversation that it is of.'),
  title: z.string().describe('Empty where what stood there was erased.'),
  assigneeId: id.nullable(),
  dueAt: moment.nullable(),
  createdBy: id.nullable().describe('Null: a rule.'),
  createdAt: moment,
  doneAt: moment.nullable(),
  doneBy: id.nullable(),
})
export type Task = z.infer<typeof task>

export const taskInput = z.object({
  title: line(300),
  assigneeId: id.nullable(),
  dueAt: moment.nullable(),
})
export type TaskInput = z.infer<typeof taskInput>

export const listedTask = task.extend({
  conversation: z.object({ number: z.number().int(), subject: z.string(), customer: z.string() }),
})
export type ListedTask = z.infer<typeof listedTask>

export const conversationTasks = z.object({
  lists: z.array(z.object({ id, name: z.string(), addedAt: moment, addedBy: id.nullable() })),
  tasks: z.array(task).describe('Those of each list in its order, then the others as they were added.'),
})
export type ConversationTasks = z.infer<typeof conversationTasks>

export const taskFilter = z.object({
  assignee: z
    .union([z.enum(['me', 'nobody', 'anybody']), id])
    .default('me')
    .describe('Whose.'),
  state: z
    .enum(['open', 'overdue', 'done'])
    .default('open')
    .describe('`done` has the newest first, the others what is due first.'),
})
export type TaskFilter = z.infer<typeof taskFilter>

const read = { permission: 'conversations.read' } as const
const write = { permission: 'conversations.write' } as const
const keep = { permission: 'checklists.write' } as const
const ofConversation = z.object({ conversationId: id })
const one = z.object({ taskId: id })
const oneList = z.object({ checklistId: id })

export const tasks = defineContract({
  listChecklists: {
    method: 'GET',
    path: '/api/checklists',
    summary: 'Checklists that can be put on conversations.',
    access: read,
    output: z.array(checklist),
  },
  createChecklist: {
    method: 'POST',
    path: '/api/checklists',
    summary: 'Keeps a checklist.',
    access: keep,
    status: 201,
    body: checklistInput,
    output: checklist,
  },
  updateChecklist: {
    method: 'PUT',
    path: '/api/checklists/:checklistId',
    summary: 'Replaces a checklist. Where it was put on a conversation before, it stays as it was.',
    access: keep,
    params: oneList,
    body: checklistInput,
    output: checklist,
  },
  deleteChecklist: {
    method: 'DELETE',
    path: '/api/checklists/:checklistId',
    summary: 'Removes a checklist. What of it stands on conversations stays.',
    access: keep,
    params: oneList,
    output: empty,
  },
  listConversationTasks: {
    method: 'GET',
    path: '/api/conversations/:conversationId/tasks',
    summary: 'What is to be done about a conversation, and what was done by whom.',
    access: read,
    params: ofConversation,
    output: conversationTasks,
  },
  addTask: {
    method: 'POST',
    path: '/api/conversations/:conversationId/tasks',
    summary: 'Adds something that is to be done.',
    access: write,
    status: 201,
    params: ofConversation,
    body: taskInput,
    output: task,
  },
  addChecklist: {
    method: 'POST',
    path: '/api/conversations/:conversationId/checklists',
    summary: 'Puts a checklist on a conversation.',
    access: write,
    status: 201,
    params: ofConversation,
    body: z.object({ checklistId: id }),
    output: conversationTasks,
  },
  updateTask: {
    method: 'PATCH',
    path: '/api/tasks/:taskId',
    summary: 'Changes a task, or says that it is done, or not done after all.',
    access: write,
    params: one,
    body: taskInput.partial().extend({ done: z.boolean().optional() }),
    output: task,
  },
  removeTask: {
    method: 'DELETE',
    path: '/api/tasks/:taskId',
    summary: 'Removes a task.',
    access: write,
    params: one,
    output: empty,
  },
  restoreTask: {
    method: 'POST',
    path: '/api/tasks/:taskId/restore',
    summary: 'Brings a task back that was removed a moment ago.',
    access: write,
    params: one,
    output: task,
  },
  listTasks: {
    method: 'GET',
    path: '/api/tasks',
    summary: 'Tasks of all conversations that the caller may see.',
    access: read,
    query: taskFilter.extend(pageQuery.shape),
    output: pageOf(listedTask),
  },
  getWaiting: {
    method: 'GET',
    path: '/api/me/waiting',
    summary: 'How much of the team’s work waits for the caller.',
    access: read,
    output: z.object({
      overdueTasks: z.number().int(),
      asides: z
        .number()
        .int()
        .describe('Escalations and side conversations that were answered, or are overdue.'),
      handovers: z.number().int().describe('Notes to be read.'),
      announcements: z.number().int().describe('To be read.'),
      mustRead: z.number().int().describe('How many of both must be read.'),
    }),
  },
})
