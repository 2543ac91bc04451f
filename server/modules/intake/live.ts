import type { LivePush } from '../../kernel/live/index.ts'
import { quarantineChanged } from './events.ts'

/** Screens read the quarantine again: who sees which inbox differs, so that nothing of it is pushed. */
export const pushes: LivePush[] = [
  {
    events: [quarantineChanged.eventName],
    load: async () => [
      { topics: ['workspace'], frame: { type: 'stale', what: 'quarantine' }, key: 'stale quarantine' },
    ],
  },
]
