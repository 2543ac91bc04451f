import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { call } from '../../../api/call.ts'
import { ruleLimitsQuery } from '../../../api/reads/rules.ts'
import type { Output } from '../../../api/types.ts'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { useForm } from '../../../app/form/use-form.ts'
import { Section } from '../frame/Section.tsx'
import { NumberField } from '../shared/NumberField.tsx'
import classes from './Rules.module.css'

type Usual = Output<'automations.getRuleLimits'>
type Draft = { [Key in keyof Usual]: number | undefined }

const most: Usual = { perConversation: 1000, perHour: 1_000_000 }

/** How much rules may send outside within an hour. */
export function Limits({ limits }: { limits: Usual }) {
  const { t } = useTranslation('rules')
  const cache = useQueryClient()
  const form = useForm<Draft>({
    saved: limits,
    check: (draft) =>
      Object.fromEntries(
        (['perConversation', 'perHour'] as const).map((key) => {
          const value = draft[key] ?? Number.NaN
          const right = Number.isInteger(value) && value >= 0 && value <= most[key]
          return [key, right ? undefined : t('limits.wrong', { most: most[key] })]
        }),
      ),
    save: async (draft) => {
      const saved = await call('automations.saveRuleLimits', { body: draft as Usual })
      cache.setQueryData(ruleLimitsQuery.queryKey, saved)
    },
  })
  return (
    <SaveForm form={form}>
      <Section title={t('limits.title')} lead={t('limits.lead')}>
        <div className={classes.limits}>
          {(['perConversation', 'perHour'] as const).map((key) => (
            <NumberField
              key={key}
              label={t(`limits.${key}`)}
              value={form.draft[key]}
              error={form.errorOf(key)}
              onChange={(value) => form.set({ [key]: value })}
            />
          ))}
        </div>
      </Section>
    </SaveForm>
  )
}
