import type { LivePush } from '../../kernel/live/index.ts'
import { providersChanged } from './events.ts'

/** Screens read again how people sign in. */
export const pushes: LivePush[] = [
  {
    events: [providersChanged.eventName],
    load: async () => [
      { topics: ['all'], frame: { type: 'stale', what: 'sso-providers' }, key: 'stale sso-providers' },
    ],
  },
]
