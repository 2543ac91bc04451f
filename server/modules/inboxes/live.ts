import type { LivePush } from '../../kernel/live/index.ts'
import { inboxChanged } from './events.ts'

/** Screens read their inboxes again: what each may see of one differs, so that nothing of it is pushed. */
export const pushes: LivePush[] = [
  {
    events: [inboxChanged.eventName],
    load: async () => [
      { topics: ['workspace'], frame: { type: 'stale', what: 'inboxes' }, key: 'stale inboxes' },
    ],
  },
]
