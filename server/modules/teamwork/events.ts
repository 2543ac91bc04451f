import { defineEvent } from '../../kernel/events/index.ts'

/** What is to be done about a conversation is other now; `agentIds`: whose list changed. */
export const tasksChanged = defineEvent<{ conversationId: string; inboxId: string; agentIds: string[] }>(
  'tasks.changed',
)

/** Somebody else was given a task. */
export const taskGiven = defineEvent<{
  conversationId: string
  inboxId: string
  taskId: string
  agentId: string
  actorId: string | null
}>('task.given')

/** The deadline of a task has come, and it is not done. */
export const taskOverdue = defineEvent<{
  conversationId: string
  inboxId: string
  taskId: string
  agentId: string | null
}>('task.overdue')

/** Checklists that are kept to be used again are others now. */
export const checklistsChanged = defineEvent<object>('checklists.changed')

/** A hand-over note or an announcement was written, changed, dealt with, or taken down. */
export const postsChanged = defineEvent<{ postId: string }>('posts.changed')

/** Somebody has read one. */
export const postRead = defineEvent<{ postId: string; agentId: string }>('posts.read')
