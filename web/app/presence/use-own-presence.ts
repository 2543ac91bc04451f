import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Presence, presencesQuery, type PresenceState } from '../../api/reads/presence.ts'
import { useMe } from '../me.ts'
import { say, sayProblem } from '../notices/notices.ts'
import { useSetPresence } from './use-set-presence.ts'

/** What the person at this screen does, and how to say that it is something else; undefined until it is known. */
export function useOwnPresence(): { own: Presence | undefined; choose(state: PresenceState): void } {
  const { t } = useTranslation('presence')
  const { agent } = useMe()
  const own = useQuery(presencesQuery).data?.find(({ agentId }) => agentId === agent.id)
  const set = useSetPresence()
  const choose = (state: PresenceState) =>
    void set(agent.id, { state, reason: null }).then(
      () => say(t('done', { state: t(`state.${state}`) })),
      sayProblem,
    )
  return { own, choose }
}
