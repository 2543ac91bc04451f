import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { calendarQuery } from '../../../api/reads/settings.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { CalendarForm } from './CalendarForm.tsx'
import { CalendarWork } from './CalendarWork.tsx'
import { OpenPill } from './OpenPill.tsx'

/** One calendar: its hours, holidays, special days, and who goes by it. */
export default function CalendarPage() {
  const { t } = useTranslation('settings')
  const { calendarId } = useParams({ strict: false }) as { calendarId: string }
  const query = useQuery(calendarQuery(calendarId))
  return (
    <Page
      title={query.data?.name ?? t('app:settings.hours')}
      above={{ to: '/settings/hours', title: t('app:settings.hours') }}
      lead={query.data ? <OpenPill calendar={query.data} /> : null}
    >
      <Loaded query={query}>
        {(calendar) => (
          <>
            <CalendarForm key={calendar.id} calendar={calendar} />
            <CalendarWork calendar={calendar} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
