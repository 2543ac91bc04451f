import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { calendarQuery, calendarsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { timeZones } from '../../../ui/time/time-zones.ts'
import { Section } from '../frame/Section.tsx'
import { Holidays } from './Holidays.tsx'
import { SpecialDays } from './SpecialDays.tsx'
import { Uses } from './Uses.tsx'
import { byDate, type Calendar, wrongBlocks } from './week.ts'
import { Week } from './Week.tsx'

/** What of a calendar can be changed. */
export function CalendarForm({ calendar }: { calendar: Output<'hours.getCalendar'> }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const { id, name, timeZone, region, week, days, inboxIds, teamIds } = calendar
  const form = useForm<Calendar>({
    saved: { name, timeZone, region, week, days, inboxIds, teamIds },
    check: (draft) => {
      const all = [...draft.week, ...draft.days.map(({ blocks }) => blocks)]
      return {
        name: draft.name.trim() === '' ? t('wrong.empty') : undefined,
        week: all.some(wrongBlocks)
          ? t('hours.wrong.order')
          : draft.week.every((blocks) => blocks.length === 0)
            ? t('hours.wrong.never')
            : undefined,
      }
    },
    save: async (draft, changes) => {
      // Who goes by it only where that was changed here: they may have been given to another one meanwhile.
      const uses = { inboxIds: changes.inboxIds, teamIds: changes.teamIds }
      const saved = await call('hours.updateCalendar', {
        params: { calendarId: id },
        body: { ...draft, ...uses },
      })
      queryClient.setQueryData(calendarQuery(id).queryKey, saved)
      // An inbox or team that came here has left another one.
      void queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey })
    },
  })
  const { draft } = form
  return (
    <SaveForm form={form}>
      <Section title={t('hours.basics')}>
        <TextInput label={t('hours.name')} maxLength={100} {...form.text('name')} />
        <NativeSelect
          label={t('workspace.timeZone')}
          description={t('hours.timeZoneHint')}
          data={timeZones(timeZone)}
          {...form.text('timeZone')}
        />
      </Section>
      <Week week={draft.week} problem={form.errorOf('week')} onChange={(next) => form.set({ week: next })} />
      <Holidays
        calendar={draft}
        onRegion={(next) => form.set({ region: next })}
        onDay={(day) => form.set({ days: byDate([...draft.days, day]) })}
      />
      <SpecialDays
        days={draft.days}
        timeZone={draft.timeZone}
        onChange={(next) => form.set({ days: next })}
      />
      <Uses calendar={calendar} draft={draft} onChange={form.set} />
    </SaveForm>
  )
}
