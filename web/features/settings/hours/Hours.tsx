import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { CalendarClock, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { listOf } from '../../../ui/list-of.ts'
import { Pill } from '../../../ui/Pill.tsx'
import { Row, Rows } from '../../../ui/Rows.tsx'
import { EmptyState } from '../../../ui/states.tsx'
import { Page } from '../frame/Page.tsx'
import { Box } from '../frame/Section.tsx'
import { NewCalendar } from './NewCalendar.tsx'
import { OpenPill } from './OpenPill.tsx'

type Line = Output<'hours.listCalendars'>[number]

function CalendarRow({ calendar }: { calendar: Line }) {
  const { t, i18n } = useTranslation('settings')
  const [inboxes, teams] = [useInboxes(), useTeams()]
  const users = [
    ...calendar.inboxIds.flatMap((id) => inboxes.get(id)?.name ?? []),
    ...calendar.teamIds.flatMap((id) => teams.get(id)?.name ?? []),
  ]
  const nobody = calendar.isDefault ? t('hours.everybodyElse') : t('hours.nobody')
  return (
    <Row
      sign={<CalendarClock size={18} strokeWidth={1.75} aria-hidden="true" />}
      title={<PlainLink href={`/settings/hours/${calendar.id}`}>{calendar.name}</PlainLink>}
      detail={`${calendar.timeZone} · ${users.length === 0 ? nobody : listOf(users, i18n.language)}`}
    >
      {calendar.isDefault ? <Pill>{t('hours.default')}</Pill> : null}
      <OpenPill calendar={calendar} />
    </Row>
  )
}

/** The calendars: when somebody answers, and who goes by which. Business time is counted by them. */
export default function Hours() {
  const { t } = useTranslation('settings')
  const query = useQuery(calendarsQuery)
  const [adding, setAdding] = useState(false)
  const add = (
    <Button leftSection={<Plus size={16} />} onClick={() => setAdding(true)}>
      {t('hours.add')}
    </Button>
  )
  return (
    <Page title={t('app:settings.hours')} lead={t('hours.lead')} action={add}>
      <Box>
        <Loaded query={query}>
          {(calendars) =>
            calendars.length === 0 ? (
              <EmptyState icon={<CalendarClock size={28} strokeWidth={1.5} />} title={t('hours.none')}>
                {t('hours.noneText')}
              </EmptyState>
            ) : (
              <Rows label={t('app:settings.hours')}>
                {calendars.map((calendar) => (
                  <CalendarRow key={calendar.id} calendar={calendar} />
                ))}
              </Rows>
            )
          }
        </Loaded>
      </Box>
      {adding ? <NewCalendar others={query.data ?? []} onClose={() => setAdding(false)} /> : null}
    </Page>
  )
}
