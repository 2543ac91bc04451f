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

/** Something of what others were asked about a conversation is other now; `agentIds`: for whom something may wait. */
export const asidesChanged = defineEvent<{ conversationId: string; inboxId: string; agentIds: string[] }>(
  'asides.changed',
)

/** Whoever was asked about a conversation has answered. */
export const asideAnswered = defineEvent<{
  conversationId: string
  inboxId: string
  asideId: string
  /** Who has the conversation, else who asked. */
  agentId: string | null
}>('aside.answered')

/** The deadline of a question has come, and nobody has answered. */
export const asideOverdue = defineEvent<{
  conversationId: string
  inboxId: string
  asideId: string
  agentId: string | null
}>('aside.overdue')

/** Whom a team can ask, or kinds of escalation, are others now. */
export const partnersChanged = defineEvent<object>('partners.changed')
