import { defineTrigger, when, type Trigger } from '../../kernel/triggers/index.ts'
import { promiseBreached, promiseWarned } from './events.ts'

/** What becomes of promises to which rules may answer. */
export const triggers: readonly Trigger[] = [
  defineTrigger({
    name: 'sla.warned',
    title: { en: 'The time of a promise is nearly over', ja: '目標時間が近づいたとき（事前の警告）' },
    about: 'conversation',
    said: [when(promiseWarned, ({ conversationId }) => conversationId)],
  }),
  defineTrigger({
    name: 'sla.breached',
    title: { en: 'The time of a promise is over', ja: '目標時間を超過したとき' },
    about: 'conversation',
    said: [when(promiseBreached, ({ conversationId }) => conversationId)],
  }),
]
