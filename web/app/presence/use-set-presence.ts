import { useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/call.ts'
import { type Presence, presencesQuery } from '../../api/reads/presence.ts'
import { useMe } from '../me.ts'

/** What is chosen. */
type PresenceChoice = Pick<Presence, 'state' | 'reason'>

/** Says what somebody does: shown at once, put right by what the server has when it refuses. */
export function useSetPresence(): (agentId: string, choice: PresenceChoice) => Promise<void> {
  const cache = useQueryClient()
  const { agent } = useMe()
  const { queryKey } = presencesQuery
  const show = (agentId: string, part: Partial<Presence>) =>
    cache.setQueryData(queryKey, (old) =>
      old?.map((one) => (one.agentId === agentId ? { ...one, ...part } : one)),
    )
  return async (agentId, choice) => {
    await cache.cancelQueries({ queryKey })
    show(agentId, choice)
    try {
      const presence =
        agentId === agent.id
          ? await call('agents.setMyPresence', { body: choice })
          : await call('agents.setPresence', { params: { agentId }, body: choice })
      show(agentId, presence)
    } catch (error) {
      void cache.invalidateQueries({ queryKey })
      throw error
    }
  }
}
