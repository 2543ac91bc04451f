import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { Inbox as InboxIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { inboxesQuery } from '../../../../api/reads/directory.ts'
import { inboxHealthQuery } from '../../../../api/reads/inbox-health.ts'
import { channelsQuery } from '../../../../api/reads/settings.ts'
import type { Inbox } from '../../../../api/types.ts'
import { Loaded } from '../../../../app/shared/Loaded.tsx'
import { EmptyState } from '../../../../ui/states.tsx'
import { useNow } from '../../../../ui/time/clock.ts'
import { Page } from '../../frame/Page.tsx'
import { Section } from '../../frame/Section.tsx'
import { Quarantine } from '../Quarantine.tsx'
import { useQuarantined } from '../QuarantinePill.tsx'
import { Figures } from './Figures.tsx'
import { Findings } from './Findings.tsx'
import { findingsOf } from './findings.ts'
import { Gaps } from './Gaps.tsx'
import { Ignored } from './Ignored.tsx'

/** How the reading of an inbox is, and everything that did not become a message. */
function Health({ inbox }: { inbox: Inbox }) {
  const { t } = useTranslation('health')
  const query = useQuery(inboxHealthQuery(inbox.id))
  const quarantined = useQuarantined(inbox) ?? 0
  const kind = useQuery(channelsQuery).data?.find(({ name }) => name === inbox.channel)
  const fetches = kind?.checkable ?? false
  const now = useNow()
  return (
    <Loaded query={query}>
      {(health) => (
        <>
          <Section flush title={t('now')}>
            <Findings
              inbox={inbox}
              findings={findingsOf(inbox, health, { quarantined, checkable: fetches, now })}
            />
          </Section>
          <Figures inbox={inbox} health={health} fetches={fetches} />
          {fetches ? <Gaps inbox={inbox} /> : null}
          <Quarantine inbox={inbox} />
          <Ignored inboxId={inbox.id} only="duplicates" lead={t('ignored.lead.duplicates')} />
          <Ignored inboxId={inbox.id} only="others" lead={t('ignored.lead.others')} />
        </>
      )}
    </Loaded>
  )
}

/** The health of one inbox on one page. */
export default function HealthPage() {
  const { t } = useTranslation('health')
  const { inboxId } = useParams({ strict: false }) as { inboxId: string }
  const query = useQuery({ ...inboxesQuery, refetchInterval: 60_000 })
  const inbox = query.data?.find(({ id }) => id === inboxId)
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      above={
        inbox
          ? { to: `/settings/inboxes/${inbox.id}`, title: inbox.name }
          : { to: '/settings/inboxes', title: t('app:settings.inboxes') }
      }
    >
      <Loaded query={query}>
        {() =>
          inbox ? (
            <Health inbox={inbox} />
          ) : (
            <EmptyState icon={<InboxIcon size={28} strokeWidth={1.5} />} title={t('settings:inbox.gone')}>
              {t('settings:inbox.goneText')}
            </EmptyState>
          )
        }
      </Loaded>
    </Page>
  )
}
