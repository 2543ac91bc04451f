import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { answerLimitsQuery } from '../../../api/reads/answer-limits.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Loaded } from '../../../app/shared/Loaded.tsx'
import { Page } from '../frame/Page.tsx'
import { Section } from '../frame/Section.tsx'

type Limits = Output<'routing.getAnswerLimits'>

const CHOICES = {
  botMinutes: [1, 2, 5, 10, 30, 60],
  personMinutes: [15, 30, 60, 120, 240, 480, 960, 2400],
} as const satisfies Record<keyof Limits, readonly number[]>

const lengthOf = (t: TFunction<'settings'>, minutes: number): string =>
  minutes % 60 === 0 ? t('answers.hours', { count: minutes / 60 }) : t('answers.minutes', { count: minutes })

function LimitsForm({ limits }: { limits: Limits }) {
  const { t } = useTranslation('settings')
  const queryClient = useQueryClient()
  const form = useForm({
    saved: limits,
    save: async (draft) => {
      const saved = await call('routing.saveAnswerLimits', { body: draft })
      queryClient.setQueryData(answerLimitsQuery.queryKey, saved)
    },
  })
  const field = (name: keyof Limits) => {
    const value = form.draft[name]
    const offered = [...new Set([...CHOICES[name], ...(value === null ? [] : [value])])].sort((a, b) => a - b)
    return (
      <NativeSelect
        label={t(`answers.${name}`)}
        description={t(`answers.${name}Hint`)}
        data={[
          { value: '', label: t('answers.never') },
          ...offered.map((minutes) => ({ value: String(minutes), label: lengthOf(t, minutes) })),
        ]}
        value={value === null ? '' : String(value)}
        error={form.errorOf(name)}
        onChange={(event) => {
          const { value: chosen } = event.currentTarget
          form.set({ [name]: chosen === '' ? null : Number(chosen) })
        }}
      />
    )
  }
  return (
    <SaveForm form={form}>
      <Section title={t('answers.title')} lead={t('answers.text')}>
        {field('personMinutes')}
        {field('botMinutes')}
      </Section>
    </SaveForm>
  )
}

/** How long a customer may wait for whoever holds the conversation, before it goes back to everybody. */
export default function AnswerLimits() {
  const { t } = useTranslation('settings')
  const query = useQuery(answerLimitsQuery)
  return (
    <Page title={t('app:settings.answers')} lead={t('answers.lead')}>
      <Loaded query={query}>{(limits) => <LimitsForm limits={limits} />}</Loaded>
    </Page>
  )
}
