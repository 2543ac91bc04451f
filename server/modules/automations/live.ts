import type { LivePush } from '../../kernel/live/index.ts'
import { ruleRan, rulesChanged } from './events.ts'

/** Whoever has a conversation open reads anew what rules did in it; the rules are read again by everybody who looks at them. */
export const pushes: LivePush[] = [
  {
    events: [ruleRan.eventName],
    load: async (_db, events) =>
      events.map(({ payload }) => {
        const { conversationId } = payload as { conversationId: string }
        return {
          topics: [`open:${conversationId}`],
          frame: { type: 'stale', what: 'rule-runs', conversationId },
          key: `stale rule-runs ${conversationId}`,
        }
      }),
  },
  {
    events: [rulesChanged.eventName],
    load: async () => [
      { topics: ['workspace'], frame: { type: 'stale', what: 'rules' }, key: 'stale rules' },
    ],
  },
]
