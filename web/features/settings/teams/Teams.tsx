import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { teamsQuery } from '../../../api/reads/directory.ts'
import type { Team } from '../../../api/types.ts'
import { useAgents } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { RemoveTeam } from './RemoveTeam.tsx'
import { TeamDialog } from './TeamDialog.tsx'

type Shown = { team: Team | undefined; as: 'edit' | 'remove' } | undefined

function TeamRow({ team, onShow }: { team: Team; onShow(shown: Shown): void }) {
  const { t, i18n } = useTranslation('settings')
  const agents = useAgents()
  const names = team.agentIds.flatMap((id) => agents.get(id)?.name ?? [])
  return (
    <Row
      sign={<Users size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={
        <button type="button" onClick={() => onShow({ team, as: 'edit' })}>
          {team.name}
        </button>
      }
      detail={names.length === 0 ? t('teams.nobody') : listOf(names, i18n.language)}
    >
      <IconButton label={t('teams.edit', { name: team.name })} onClick={() => onShow({ team, as: 'edit' })}>
        <Pencil size={16} />
      </IconButton>
      <IconButton
        label={t('teams.remove', { name: team.name })}
        onClick={() => onShow({ team, as: 'remove' })}
      >
        <Trash2 size={16} />
      </IconButton>
    </Row>
  )
}

/** The teams and who is in them. */
export default function Teams() {
  const { t } = useTranslation('settings')
  const query = useQuery(teamsQuery)
  const [shown, setShown] = useState<Shown>()
  const close = () => setShown(undefined)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setShown({ team: undefined, as: 'edit' })}>
      {t('teams.add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.teams')} lead={t('teams.lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(teams) =>
            teams.length === 0 ? (
              <EmptyState icon={<Users size={28} strokeWidth={1.5} />} title={t('teams.none')}>
                {t('teams.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.teams')}>
                {teams.map((team) => (
                  <TeamRow key={team.id} team={team} onShow={setShown} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {shown?.as === 'edit' ? <TeamDialog team={shown.team} onClose={close} /> : null}
      {shown?.as === 'remove' && shown.team ? <RemoveTeam team={shown.team} onClose={close} /> : null}
    </Page>
  )
}
