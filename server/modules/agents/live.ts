import type { LivePush } from '../../kernel/live/index.ts'
import { agentChanged, teamChanged, teamDeleted } from './events.ts'

const stale = (what: 'agents' | 'teams') => ({
  topics: ['workspace'],
  frame: { type: 'stale', what },
  key: `stale ${what}`,
})

/** Screens read people and teams again: who is in a team stands with both. */
export const pushes: LivePush[] = [
  {
    events: [agentChanged.eventName, teamChanged.eventName, teamDeleted.eventName],
    load: async () => [stale('agents'), stale('teams')],
  },
]
