import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { agentsQuery } from '../../../api/reads/directory.ts'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { HistoryList } from './History.tsx'

/** What somebody else was told, for whoever helps them find out why they did not hear of something. */
export default function PersonHistory() {
  const { t } = useTranslation('notify')
  const { agentId } = useParams({ strict: false }) as { agentId: string }
  const agent = useQuery(agentsQuery).data?.find(({ id }) => id === agentId)
  return (
    <Page
      title={agent ? t('history.of', { name: agent.name }) : t('history.title')}
      lead={t('history.leadOf')}
      above={{ to: `/settings/people/${agentId}`, title: agent?.name ?? t('app:settings.people') }}
    >
      <Box>
        <HistoryList agentId={agentId} />
      </Box>
    </Page>
  )
}
