import type { LivePush } from '../../kernel/live/index.ts'
import { macroChanged, templateChanged } from './events.ts'

/** Screens that show the library read it again, each what its person may see. */
export const pushes: LivePush[] = [
  {
    events: [templateChanged.eventName, macroChanged.eventName],
    load: async () => [
      { topics: ['workspace'], frame: { type: 'stale', what: 'templates' }, key: 'stale templates' },
    ],
  },
]
