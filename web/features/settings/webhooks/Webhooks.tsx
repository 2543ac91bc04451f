import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Plus, Webhook as Sign } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { StatePill } from './StatePill.tsx'
import { WebhookDialog } from './WebhookDialog.tsx'

type Webhook = Output<'webhooks.listWebhooks'>[number]

function WebhookRow({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('connections')
  const { id, url, description, events, failed } = webhook
  return (
    <Row
      sign={<Sign size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={
        <PlainLink href={`/settings/webhooks/${id}`}>{description === '' ? url : description}</PlainLink>
      }
      detail={description === '' ? t('hooks.events', { count: events.length }) : url}
      faint={webhook.state !== 'active'}
    >
      {failed > 0 ? <Pill tone="danger">{t('hooks.failed', { count: failed })}</Pill> : null}
      <StatePill webhook={webhook} />
    </Row>
  )
}

/** Other systems that are told what happens. */
export default function Webhooks() {
  const { t } = useTranslation('connections')
  const query = useQuery(webhooksQuery)
  const [adding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('hooks.add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.webhooks')} lead={t('hooks.lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(webhooks) =>
            webhooks.length === 0 ? (
              <EmptyState icon={<Sign size={28} strokeWidth={1.5} />} title={t('hooks.none')}>
                {t('hooks.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.webhooks')}>
                {webhooks.map((webhook) => (
                  <WebhookRow key={webhook.id} webhook={webhook} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {adding ? <WebhookDialog webhook={undefined} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
