import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, inboxesQuery, teamsQuery } from '../../../api/reads/directory.ts'
import type { Team } from '../../../api/types.ts'
import { RemoveDialog } from '../shared/RemoveDialog.tsx'

/** Asks, then removes a team. */
export function RemoveTeam({ team, onClose }: { team: Team; onClose(): void }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const remove = async () => {
    await call('agents.deleteTeam', { params: { teamId: team.id } })
    for (const { queryKey } of [teamsQuery, agentsQuery, inboxesQuery]) {
      void queryClient.invalidateQueries({ queryKey })
    }
  }
  return (
    <RemoveDialog
      title={t('teams.removeTitle', { name: team.name })}
      done={t('teams.removed', { name: team.name })}
      remove={remove}
      onClose={onClose}
    >
      {t('teams.removeText')}
    </RemoveDialog>
  )
}
