import { Checkbox, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import { Section } from '../frame/Section.tsx'
import { ConditionsField } from '../shared/conditions/ConditionsField.tsx'
import { DryRun } from './DryRun.tsx'
import { StepsField } from './StepsField.tsx'
import type { RuleForm as Rule } from './use-rule-form.ts'
import { Warnings } from './Warnings.tsx'
import { WhenFields } from './WhenFields.tsx'

/** Everything that can be said of a rule: when, if, then; and what it would do, before it is saved. */
export function RuleForm({ rule }: { rule: Rule }) {
  const { t } = useTranslation('rules')
  const { form } = rule
  const { draft } = form
  return (
    <SaveForm form={form}>
      <Section title={t('basics')}>
        <TextInput label={t('name')} description={t('nameHint')} maxLength={100} {...form.text('name')} />
        <Checkbox
          label={t('enabled')}
          checked={draft.enabled}
          onChange={(event) => form.set({ enabled: event.currentTarget.checked })}
        />
      </Section>
      <Section title={t('when')} lead={t('whenLead')}>
        <WhenFields when={draft.when} error={form.errorOf('when')} onChange={(when) => form.set({ when })} />
      </Section>
      <Section title={t('if')} lead={t('ifLead')}>
        <ConditionsField
          label={t('applies')}
          emptyText={t('everything')}
          about="conversation"
          value={draft.applies}
          onChange={(applies) => form.set({ applies })}
          error={form.errorOf('applies')}
        />
      </Section>
      <Section title={t('then')} lead={t('thenLead')}>
        <StepsField
          steps={draft.steps}
          error={form.errorOf('steps')}
          onChange={(steps) => form.set({ steps })}
        />
        <Checkbox
          label={t('stops')}
          description={t('stopsHint')}
          checked={draft.stops}
          onChange={(event) => form.set({ stops: event.currentTarget.checked })}
        />
      </Section>
      <Warnings rule={rule} />
      <DryRun draft={draft} />
    </SaveForm>
  )
}
