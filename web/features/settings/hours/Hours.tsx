import { Button, NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { hoursQuery } from '../../../api/reads/settings.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { type Form, useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { timeZones } from '../../../ui/time/time-zones.ts'
import { Blocks } from './Blocks.tsx'
import classes from './Hours.module.css'
import { SpecialDays } from './SpecialDays.tsx'
import { type Calendar, wrongBlocks } from './week.ts'

/** A Monday: names of the weekdays come from the days after it. */
const monday = Date.UTC(2024, 0, 1)
const workdays = [0, 1, 2, 3, 4]

function Week({ form }: { form: Form<Calendar> }) {
  const { t, i18n } = useTranslation('settings')
  const { week } = form.draft
  const names = new Intl.DateTimeFormat(i18n.language, { weekday: 'long', timeZone: 'UTC' })
  const copy = () =>
    form.set({ week: week.map((blocks, place) => (workdays.includes(place) ? (week[0] ?? []) : blocks)) })
  return (
    <Section
      title={t('hours.week')}
      lead={t('hours.weekLead')}
      action={
        <Button variant="default" onClick={copy}>
          {t('hours.copy')}
        </Button>
      }
    >
      <ul className={classes.week} aria-label={t('hours.week')}>
        {week.map((blocks, place) => {
          const day = names.format(monday + place * 86_400_000)
          return (
            <li key={day} className={classes.day}>
              <span className={classes.name}>{day}</span>
              <Blocks
                day={day}
                blocks={blocks}
                onChange={(next) => form.set({ week: week.map((one, at) => (at === place ? next : one)) })}
              />
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function HoursForm({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const { timeZone, week, days } = calendar
  const form = useForm<Calendar>({
    saved: { timeZone, week, days },
    check: (draft) => {
      const all = [...draft.week, ...draft.days.map(({ blocks }) => blocks)]
      return { week: all.some(wrongBlocks) ? t('hours.wrong.order') : undefined }
    },
    save: async (draft) => {
      queryClient.setQueryData(hoursQuery.queryKey, await call('hours.saveHours', { body: draft }))
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('workspace.timeZone')}>
        <NativeSelect
          aria-label={t('workspace.timeZone')}
          description={t('hours.timeZoneHint')}
          data={timeZones(timeZone)}
          {...form.text('timeZone')}
        />
      </Section>
      <Week form={form} />
      <SpecialDays
        days={form.draft.days}
        timeZone={form.draft.timeZone}
        onChange={(next) => form.set({ days: next })}
      />
    </SaveForm>
  )
}

/** When somebody answers: the week, and the days that differ. Business time is counted by it. */
export default function Hours() {
  const { t } = useTranslation('settings')
  const query = useQuery(hoursQuery)
  return (
    <Page title={t('app:settings.hours')} lead={t('hours.lead')}>
      <Loaded query={query}>{(calendar) => <HoursForm calendar={calendar} />}</Loaded>
    </Page>
  )
}
