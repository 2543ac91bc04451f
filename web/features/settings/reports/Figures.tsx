import { TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { metricsQuery, reportSettingsQuery } from '../../../api/reads/reports.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'
import { Rebuild } from './Rebuild.tsx'

function Rules({ settings }: { settings: Output<'reports.getReportSettings'> }) {
  const { t } = useTranslation('settings')
  const cache = useQueryClient()
  const form = useForm({
    saved: { days: String(settings.firstContactDays) },
    check: ({ days }) => ({
      days: /^([1-9]|[1-5]\d|60)$/.test(days.normalize('NFKC').trim()) ? undefined : t('figures.days'),
    }),
    save: async ({ days }) => {
      const firstContactDays = Number(days.normalize('NFKC').trim())
      const saved = await call('reports.saveReportSettings', { body: { firstContactDays } })
      cache.setQueryData(reportSettingsQuery.queryKey, saved)
      // Definitions name the days that are set.
      await cache.invalidateQueries(metricsQuery)
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('figures.rules')}>
        <TextInput
          label={t('figures.firstContact')}
          description={t('figures.firstContactHint')}
          inputMode="numeric"
          maxLength={4}
          {...form.text('days')}
        />
      </Section>
    </SaveForm>
  )
}

/** How the figures of the reports are made. */
export default function Figures() {
  const { t } = useTranslation('settings')
  const query = useQuery(reportSettingsQuery)
  return (
    <Page title={t('app:settings.figures')} lead={t('figures.lead')}>
      <Loaded query={query}>{(settings) => <Rules settings={settings} />}</Loaded>
      <Rebuild />
    </Page>
  )
}
