import type { Frame, LivePush } from '../../kernel/live/index.ts'
import { clocksChanged, policiesChanged, promiseBreached, promiseWarned } from './events.ts'

const clocksOf = (conversationId: string): Frame => ({
  topics: [`open:${conversationId}`],
  frame: { type: 'stale', what: 'clocks', conversationId },
  key: `stale clocks ${conversationId}`,
})

/** Whoever has a conversation open reads its clocks again; what is promised is read again by everybody who looks at it. */
export const pushes: LivePush[] = [
  {
    events: [clocksChanged.eventName],
    load: async (_db, events) =>
      events.flatMap(({ payload }) =>
        (payload as { conversationIds: string[] }).conversationIds.map(clocksOf),
      ),
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
