import type { LivePush } from '../../kernel/live/index.ts'
import {
  agentChanged,
  presenceChanged,
  roleChanged,
  skillsChanged,
  teamChanged,
  teamDeleted,
} from './events.ts'

const stale = (what: 'agents' | 'roles' | 'teams' | 'presences' | 'skills') => ({
  topics: ['workspace'],
  frame: { type: 'stale', what },
  key: `stale ${what}`,
})

/** Screens read again: who is in a team stands with people and teams, both. */
export const pushes: LivePush[] = [
  {
    events: [agentChanged.eventName, teamChanged.eventName, teamDeleted.eventName],
    load: async () => [stale('agents'), stale('teams')],
  },
  { events: [roleChanged.eventName, agentChanged.eventName], load: async () => [stale('roles')] },
  { events: [presenceChanged.eventName], load: async () => [stale('presences')] },
  { events: [skillsChanged.eventName], load: async () => [stale('skills')] },
]
