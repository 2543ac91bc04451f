import { NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { calendarQuery, calendarsQuery } from '../../../api/reads/settings.ts'
import type { Output } from '../../../api/types.ts'
import { DialogForm } from '../../../app/form/DialogForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { timeZones } from '../../../ui/time/time-zones.ts'
import { officeWeek } from './week.ts'

interface Props {
  /** Those that it can be made after. */
  others: Output<'hours.listCalendars'>
  onClose(): void
}

/** Makes a calendar, with office hours or after another one, and opens it. */
export function NewCalendar({ others, onClose }: Props) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const own = useTimeSettings().timeZone
  const zone = others[0]?.timeZone ?? own
  const made = useRef('')
  const form = useForm({
    saved: { name: '', timeZone: zone, after: '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('wrong.empty') } : {}),
    save: async ({ name, timeZone, after }) => {
      const model = after === '' ? undefined : await queryClient.fetchQuery(calendarQuery(after))
      const { week, days, region } = model ?? { week: officeWeek, days: [], region: null }
      const calendar = await call('hours.createCalendar', { body: { name, timeZone, region, week, days } })
      queryClient.setQueryData(calendarQuery(calendar.id).queryKey, calendar)
      made.current = calendar.id
      await queryClient.invalidateQueries({ queryKey: calendarsQuery.queryKey, exact: true })
    },
  })
  const close = () => {
    onClose()
    if (made.current !== '') void navigate({ href: `/settings/hours/${made.current}` })
  }
  return (
    <DialogForm title={t('hours.new')} submit={t('make')} done={t('hours.made')} form={form} onClose={close}>
      <TextInput
        label={t('hours.name')}
        description={t('hours.nameHint')}
        maxLength={100}
        data-autofocus
        {...form.text('name')}
      />
      <NativeSelect label={t('workspace.timeZone')} data={timeZones(zone)} {...form.text('timeZone')} />
      <NativeSelect
        label={t('hours.after')}
        data={[
          { value: '', label: t('hours.office') },
          ...others.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        {...form.text('after')}
      />
    </DialogForm>
  )
}
