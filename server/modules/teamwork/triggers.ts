import { defineTrigger, when, type Trigger } from '../../kernel/triggers/index.ts'
import { taskOverdue } from './events.ts'

/** What becomes of tasks to which rules may answer. */
export const triggers: readonly Trigger[] = [
  defineTrigger({
    name: 'tasks.overdue',
    title: { en: 'A task is not done by its deadline', ja: 'タスクが期限を過ぎても完了していないとき' },
    about: 'conversation',
    said: [when(taskOverdue, ({ conversationId }) => conversationId)],
  }),
]
