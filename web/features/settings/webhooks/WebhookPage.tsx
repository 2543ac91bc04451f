import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Webhook as Sign } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { webhooksQuery } from '../../../api/reads/connections.ts'
import type { Output } from '../../../api/types.ts'
import { useInboxes } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Time } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Act } from '../shared/Act.tsx'
import { Deliveries } from './Deliveries.tsx'
import { inLanguage } from '../../../ui/in-language.ts'
import { StatePill } from './StatePill.tsx'
import { useWebhookWork } from './use-webhook-work.tsx'
import classes from './Webhooks.module.css'

type Webhook = Output<'webhooks.listWebhooks'>[number]

function Facts({ webhook }: { webhook: Webhook }) {
  const { t, i18n } = useTranslation('connections')
  const inboxes = useInboxes()
  const names = webhook.inboxIds.flatMap((id) => inboxes.get(id)?.name ?? [])
  return (
    <dl className={classes.facts}>
      <dt>{t('hooks.standing')}</dt>
      <dd>
        <StatePill webhook={webhook} />
      </dd>
      <dt>{t('hooks.url')}</dt>
      <dd>{webhook.url}</dd>
      <dt>{t('hooks.which')}</dt>
      <dd>{webhook.events.join(', ')}</dd>
      <dt>{t('hooks.inboxes')}</dt>
      <dd>{webhook.inboxIds.length === 0 ? t('hooks.allInboxes') : listOf(names, i18n.language)}</dd>
      <dt>{t('hooks.lastSuccess')}</dt>
      <dd>{webhook.lastSuccessAt ? <Time at={webhook.lastSuccessAt} form="day" /> : t('hooks.never')}</dd>
      {webhook.failingSince ? (
        <>
          <dt>{t('hooks.failingSince')}</dt>
          <dd>
            <Time at={webhook.failingSince} form="day" />
          </dd>
        </>
      ) : null}
      {webhook.reason ? (
        <>
          <dt>{t('hooks.reason')}</dt>
          <dd>{inLanguage(webhook.reason, i18n.language)}</dd>
        </>
      ) : null}
    </dl>
  )
}

function Body({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation('connections')
  const work = useWebhookWork(webhook)
  const active = webhook.state === 'active'
  return (
    <>
      <Section
        title={t('hooks.about')}
        action={
          <span className={classes.buttons}>
            <Button variant="default" onClick={work.edit}>
              {t('hooks.change')}
            </Button>
            <Button variant="default" loading={work.pinging} onClick={work.ping}>
              {t('hooks.ping')}
            </Button>
          </span>
        }
      >
        <Facts webhook={webhook} />
      </Section>
      <Deliveries webhook={webhook} />
      <Section title={t('hooks.more')}>
        <Act
          title={active ? t('hooks.pause') : t('hooks.resume')}
          text={active ? t('hooks.pauseText') : t('hooks.resumeText')}
        >
          <Button variant="default" onClick={work.toggle}>
            {active ? t('hooks.pause') : t('hooks.resume')}
          </Button>
        </Act>
        <Act title={t('hooks.rotate')} text={t('hooks.rotateText')}>
          <Button variant="default" onClick={work.askRotate}>
            {t('hooks.rotate')}
          </Button>
        </Act>
        <Act title={t('hooks.remove')} text={t('hooks.removeText')}>
          <Button variant="default" onClick={work.askRemove}>
            {t('hooks.remove')}
          </Button>
        </Act>
      </Section>
      {work.dialogs}
    </>
  )
}

/** One webhook: what it is told, what became of every delivery, and how to stop it. */
export default function WebhookPage() {
  const { t } = useTranslation('connections')
  const { webhookId } = useParams({ strict: false }) as { webhookId: string }
  const query = useQuery(webhooksQuery)
  const webhook = query.data?.find(({ id }) => id === webhookId)
  return (
    <Page
      title={webhook?.description || webhook?.url || t('app:settings.webhooks')}
      above={{ to: '/settings/webhooks', title: t('app:settings.webhooks') }}
    >
      <Loaded query={query}>
        {() =>
          webhook ? (
            <Body key={webhook.id} webhook={webhook} />
          ) : (
            <EmptyState icon={<Sign size={28} strokeWidth={1.5} />} title={t('hooks.gone')} />
          )
        }
      </Loaded>
    </Page>
  )
}
