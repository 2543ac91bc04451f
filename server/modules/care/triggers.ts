import { defineTrigger, when, type Trigger } from '../../kernel/triggers/index.ts'
import { complaintClosed, complaintOpened, complaintOverdue } from './events.ts'

/** What rules may answer to of complaints. */
export const triggers: readonly Trigger[] = [
  defineTrigger({
    name: 'complaint.opened',
    title: { en: 'A complaint is recorded', ja: 'クレームが記録されたとき' },
    about: 'conversation',
    said: [when(complaintOpened, ({ conversationId }) => conversationId)],
    follows: ['complaint.stands', 'complaint.severity'],
  }),
  defineTrigger({
    name: 'complaint.overdue',
    title: { en: 'A deadline of a complaint has passed', ja: 'クレームの期限を過ぎたとき' },
    about: 'conversation',
    said: [when(complaintOverdue, ({ conversationId }) => conversationId)],
  }),
  defineTrigger({
    name: 'complaint.closed',
    title: { en: 'A complaint is closed', ja: 'クレームが完了になったとき' },
    about: 'conversation',
    said: [when(complaintClosed, ({ conversationId }) => conversationId)],
  }),
]
