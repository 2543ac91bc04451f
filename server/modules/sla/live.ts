import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { conversationFrames } from '../conversations/index.ts'
import { clocksChanged, policiesChanged, promiseBreached, promiseWarned } from './events.ts'

const clocksOf = (conversationId: string): Frame => ({
  topics: [`open:${conversationId}`],
  frame: { type: 'stale', what: 'clocks', conversationId },
  key: `stale clocks ${conversationId}`,
})

/** Lists show what presses now, and whoever has a conversation open reads its clocks again; what is promised is read again by everybody who looks at it. */
export const pushes: LivePush[] = [
  {
    events: [clocksChanged.eventName],
    load: async (db, events) => {
      const ids = [
        ...new Set(
          events.flatMap(({ payload }) => (payload as { conversationIds: string[] }).conversationIds),
        ),
      ]
      return [...ids.map(clocksOf), ...(await conversationFrames(db, ids))]
    },
  },
  {
    events: [promiseWarned.eventName, promiseBreached.eventName],
    load: async (_db, events) =>
      events.map(({ payload }) => clocksOf((payload as { conversationId: string }).conversationId)),
  },
  {
    events: [policiesChanged.eventName],
    load: async () => [
      { topics: ['workspace'], frame: { type: 'stale', what: 'sla-policies' }, key: 'stale sla-policies' },
    ],
  },
]
