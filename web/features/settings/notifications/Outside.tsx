import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { notificationsQuery } from '../../../api/reads/account.ts'
import type { NotificationSettings } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'
import { Radios } from '../shared/Radios.tsx'
import classes from './Notifications.module.css'
import { toMinutes, toTime } from './times.ts'

type Preferences = NotificationSettings['preferences']

const kinds = ['none', 'hours', 'calendar'] as const
const mails = ['each', 'hourly', 'daily'] as const

/** When nothing is pushed or mailed, how mail comes together, and what may stand in it. */
export function Outside({ preferences }: { preferences: Preferences }) {
  const { t } = useTranslation('notify')
  const cache = useQueryClient()
  const form = useForm({
    saved: preferences,
    check: ({ quiet }) => ({
      'quiet.to': quiet.kind === 'hours' && quiet.from === quiet.to ? t('quiet.same') : undefined,
    }),
    save: async (draft) => {
      const saved = await call('notifications.saveNotificationPreferences', { body: draft })
      cache.setQueryData(notificationsQuery.queryKey, (old) => old && { ...old, preferences: saved })
    },
  })
  const { quiet } = form.draft
  const time = (key: 'from' | 'to') => (
    <TextInput
      type="time"
      label={t(`quiet.${key}`)}
      value={toTime(quiet[key])}
      error={form.errorOf(`quiet.${key}`)}
      onChange={(event) => {
        const minutes = toMinutes(event.currentTarget.value)
        if (minutes !== undefined) form.set({ quiet: { ...quiet, [key]: minutes } })
      }}
    />
  )
  return (
    <SaveForm form={form}>
      <Section title={t('quiet.title')} lead={t('quiet.lead')}>
        <Radios
          label={t('quiet.title')}
          value={quiet.kind}
          choices={kinds.map((value) => ({ value, label: t(`quiet.${value}`) }))}
          onChange={(kind) => form.set({ quiet: { ...quiet, kind } })}
        />
        {quiet.kind === 'hours' ? (
          <div className={classes.times}>
            {time('from')}
            {time('to')}
          </div>
        ) : null}
        {quiet.kind === 'calendar' ? <p className={classes.hint}>{t('quiet.calendarHint')}</p> : null}
      </Section>
      <Section title={t('outside.title')} lead={t('outside.lead')}>
        <NativeSelect
          label={t('mails.label')}
          data={mails.map((value) => ({ value, label: t(`mails.${value}`) }))}
          value={form.draft.mails}
          onChange={(event) => form.set({ mails: event.currentTarget.value as Preferences['mails'] })}
        />
        {form.draft.mails === 'daily' ? (
          <TextInput
            type="time"
            className={classes.time}
            label={t('mails.at')}
            value={toTime(form.draft.mailsAt)}
            onChange={(event) => {
              const minutes = toMinutes(event.currentTarget.value)
              if (minutes !== undefined) form.set({ mailsAt: minutes })
            }}
          />
        ) : null}
        <Checkbox
          label={t('words.push')}
          description={t('words.pushHint')}
          checked={form.draft.pushWords}
          onChange={(event) => form.set({ pushWords: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('words.mail')}
          description={t('words.mailHint')}
          checked={form.draft.mailWords}
          onChange={(event) => form.set({ mailWords: event.currentTarget.checked })}
        />
      </Section>
    </SaveForm>
  )
}
