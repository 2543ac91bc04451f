import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery, inboxesQuery, teamsQuery } from '../../../api/reads/directory.ts'
import type { Team } from '../../../api/types.ts'
import { AskDialog } from '../shared/AskDialog.tsx'

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
    <AskDialog
      title={t('teams.removeTitle', { name: team.name })}
      done={t('teams.removed', { name: team.name })}
      run={remove}
      onClose={onClose}
    >
      {t('teams.removeText')}
    </AskDialog>
  )
}
