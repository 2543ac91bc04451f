import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { ListOrdered, Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { queuesQuery, routingSettingsQuery } from '../../../api/reads/routing.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Capacity } from './Capacity.tsx'
import { QueueList } from './QueueList.tsx'

/** Who gets which conversations: the queues in their order, and how much people take at a time. */
export default function Routing() {
  const { t } = useTranslation('queues')
  const navigate = useNavigate()
  const queues = useQuery(queuesQuery)
  const settings = useQuery(routingSettingsQuery)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => void navigate({ href: '/settings/routing/new' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.routing')} lead={t('lead')} action={add}>
      <Section title={t('queues')} lead={t('queuesLead')} flush>
        <Loaded query={queues}>
          {(all) =>
            all.length === 0 ? (
              <EmptyState icon={<ListOrdered size={28} strokeWidth={1.5} />} title={t('none')}>
                {t('noneText')}
              </EmptyState>
            ) : (
              <QueueList queues={all} />
            )
          }
        </Loaded>
      </Section>
      <Loaded query={settings}>{(usual) => <Capacity usual={usual} />}</Loaded>
    </Page>
  )
}
