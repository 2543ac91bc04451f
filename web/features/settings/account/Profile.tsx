import { NativeSelect, Textarea, TextInput, useMantineColorScheme } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { agentsQuery } from '../../../api/reads/directory.ts'
import { meQuery } from '../../../api/reads/me.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { useMay, useMe } from '../../../app/me.ts'
import { timeOfDay } from '../../../ui/time/format.ts'
import { useNow } from '../../../ui/time/clock.ts'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { languages } from '../../../ui/languages.ts'
import { timeZones } from '../../../ui/time/time-zones.ts'
import { Radios } from '../shared/Radios.tsx'

const schemes = ['auto', 'light', 'dark'] as const

/** How this screen looks. It is kept on this device, not with the person. */
function Appearance() {
  const { t } = useTranslation('account')
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Section title={t('profile.appearance')} lead={t('profile.appearanceLead')}>
      <Radios
        label={t('app:theme.label')}
        value={colorScheme}
        choices={schemes.map((value) => ({ value, label: t(`app:theme.${value}`) }))}
        onChange={setColorScheme}
      />
    </Section>
  )
}

/** The person's own name, language and signature. */
export default function Profile() {
  const { t } = useTranslation('account')
  const { agent, workspace } = useMe()
  const may = useMay()
  const queryClient = useQueryClient()
  const time = useTimeSettings()
  const now = useNow()
  const { name, kana, language, signature, timeZone } = agent
  const form = useForm({
    saved: { name, kana: kana ?? '', language, signature, timeZone: timeZone ?? '' },
    check: (draft) => ({ name: draft.name.trim() === '' ? t('profile.needsName') : undefined }),
    save: async (_, { kana: reading, timeZone: zone, ...changes }) => {
      const body = {
        ...changes,
        ...(reading === undefined ? {} : { kana: reading.trim() || null }),
        ...(zone === undefined ? {} : { timeZone: zone || null }),
      }
      const saved = await call('agents.updateMe', { body })
      // The shell listens: a new language shows at once.
      queryClient.setQueryData(meQuery.queryKey, (old) => old && { ...old, agent: saved })
      void queryClient.invalidateQueries({ queryKey: agentsQuery.queryKey })
    },
  })
  const zone = form.draft.timeZone || workspace.timeZone
  return (
    <Page title={t('app:settings.account')} lead={t('profile.lead')}>
      <SaveForm form={form}>
        <Section title={t('profile.who')}>
          <TextInput
            label={t('profile.name')}
            description={t('profile.nameHint')}
            maxLength={100}
            autoComplete="name"
            {...form.text('name')}
          />
          <TextInput label={t('profile.kana')} maxLength={100} {...form.text('kana')} />
          <TextInput
            label={t('profile.email')}
            description={may('people.write') ? t('profile.emailHintOwn') : t('profile.emailHint')}
            value={agent.email}
            readOnly
            variant="filled"
          />
        </Section>
        <Section title={t('profile.language')}>
          <NativeSelect
            label={t('profile.screenLanguage')}
            data={[...languages]}
            {...form.text('language')}
          />
          <NativeSelect
            label={t('profile.timeZone')}
            description={t('profile.timeZoneHint', {
              time: timeOfDay(now, { ...time, timeZone: zone }),
            })}
            data={[
              { value: '', label: t('profile.timeZoneShared', { zone: workspace.timeZone }) },
              ...timeZones(timeZone ?? workspace.timeZone),
            ]}
            {...form.text('timeZone')}
          />
        </Section>
        <Section title={t('profile.signature')} lead={t('profile.signatureLead')}>
          <Textarea
            aria-label={t('profile.signature')}
            placeholder={t('profile.signaturePlaceholder')}
            autosize
            minRows={4}
            maxRows={12}
            maxLength={5000}
            {...form.text('signature')}
          />
        </Section>
      </SaveForm>
      <Appearance />
    </Page>
  )
}
