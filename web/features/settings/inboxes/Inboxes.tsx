import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Inbox as InboxIcon, Plus } from 'lucide-react'
import { createElement } from 'react'
import { useTranslation } from 'react-i18next'
import { inboxesQuery } from '../../../api/reads/directory.ts'
import { channelsQuery } from '../../../api/reads/settings.ts'
import type { Inbox } from '../../../api/types.ts'
import { useMay } from '../../../app/me.ts'
import { useTeams } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { channelIcon } from '../../../app/shared/signs.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Blocked } from './Blocked.tsx'
import { HealthPill, useHealthReason } from './health.tsx'
import classes from './Inboxes.module.css'
import { WarningPills } from './WarningPills.tsx'
import { QuarantinePill } from './QuarantinePill.tsx'
import { inLanguage } from './schema/view.ts'

function InboxRow({ inbox }: { inbox: Inbox }) {
  const { t, i18n } = useTranslation('settings')
  const teams = useTeams()
  const kinds = useQuery(channelsQuery).data ?? []
  const reason = useHealthReason(inbox)
  const kind = kinds.find(({ name }) => name === inbox.channel)
  const to: string = `/settings/inboxes/${inbox.id}`
  const address = inbox.address ?? inbox.settings['address']
  const names = inbox.teamIds.flatMap((id) => teams.get(id)?.name ?? [])
  const details = [
    kind ? inLanguage(kind.title, i18n.language) : inbox.channel,
    typeof address === 'string' ? address : '',
    names.length === 0 ? t('inboxes.noTeam') : listOf(names, i18n.language),
  ]
  return (
    <Row
      faint={inbox.state !== 'active'}
      sign={createElement(channelIcon(inbox), { size: 18, strokeWidth: 1.75, 'aria-hidden': true })}
      title={<Link to={to}>{inbox.name}</Link>}
      detail={
        <>
          {details.filter(Boolean).join(' · ')}
          {reason ? (
            <span className={classes.reason} data-long>
              {reason}
            </span>
          ) : null}
        </>
      }
    >
      <HealthPill inbox={inbox} checkable={kind?.checkable ?? true} />
      <WarningPills inbox={inbox} />
      <QuarantinePill inbox={inbox} />
    </Row>
  )
}

const awayLast = (a: Inbox, b: Inbox) => Number(a.state === 'archived') - Number(b.state === 'archived')

/** Every inbox of every channel, and how it is. */
export default function Inboxes() {
  const { t } = useTranslation('settings')
  const query = useQuery(inboxesQuery)
  const navigate = useNavigate()
  const may = useMay()
  const add = may('settings.write') ? (
    <Button
      leftSection={<Plus size={16} />}
      onClick={() => void navigate({ to: '/settings/inboxes/new' as string })}
    >
      {t('inboxes.add')}
    </Button>
  ) : undefined
  return (
    <Page title={t('app:settings.inboxes')} lead={t('inboxes.lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(inboxes) =>
            inboxes.length === 0 ? (
              <EmptyState icon={<InboxIcon size={28} strokeWidth={1.5} />} title={t('inboxes.none')}>
                {t('inboxes.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.inboxes')}>
                {inboxes.toSorted(awayLast).map((inbox) => (
                  <InboxRow key={inbox.id} inbox={inbox} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      <div className={classes.below}>
        <Blocked />
      </div>
    </Page>
  )
}
