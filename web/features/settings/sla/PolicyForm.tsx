import { Checkbox, NativeSelect, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { SaveForm } from '../../../app/form/SaveForm.tsx'
import type { Form } from '../../../app/form/use-form.ts'
import { PlainLink } from '../../../app/shared/PlainLink.tsx'
import { Section } from '../frame/Section.tsx'
import { ConditionsField } from '../shared/conditions/ConditionsField.tsx'
import { Radios } from '../shared/Radios.tsx'
import { LengthField } from './LengthField.tsx'
import { type PolicyInput, promises, secondsKey } from './policy.ts'
import classes from './Policies.module.css'

const warnings = [50, 60, 70, 75, 80, 90]
const statuses = ['pending', 'snoozed'] as const

/** What counts, what stops it, and when it is nearly over. */
function Counting({ form }: { form: Form<PolicyInput> }) {
  const { t } = useTranslation('sla')
  const { businessTime, pauses, warnPercent } = form.draft
  const offered = [...new Set([...warnings, ...(warnPercent === null ? [] : [warnPercent])])].sort(
    (a, b) => a - b,
  )
  return (
    <Section title={t('counting')}>
      <div>
        <span className={classes.label}>{t('hours')}</span>
        <Radios
          label={t('hours')}
          value={businessTime ? 'open' : 'always'}
          choices={[
            { value: 'open', label: t('openHours') },
            { value: 'always', label: t('allHours') },
          ]}
          onChange={(value) => form.set({ businessTime: value === 'open' })}
        />
        {businessTime ? (
          <p className={classes.hint}>
            {t('openHoursHint')} <PlainLink href="/settings/hours">{t('toHours')}</PlainLink>
          </p>
        ) : null}
      </div>
      <Checkbox.Group
        label={t('pauses')}
        description={t('pausesHint')}
        value={pauses}
        onChange={(value) => form.set({ pauses: statuses.filter((status) => value.includes(status)) })}
      >
        <div className={classes.checks}>
          {statuses.map((status) => (
            <Checkbox key={status} value={status} label={t(`words:status.${status}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <NativeSelect
        label={t('warn')}
        description={t('warnHint')}
        data={[
          { value: '', label: t('noWarning') },
          ...offered.map((percent) => ({ value: String(percent), label: t('warnAt', { percent }) })),
        ]}
        value={String(warnPercent ?? '')}
        error={form.errorOf('warnPercent')}
        onChange={(event) => {
          const { value } = event.currentTarget
          form.set({ warnPercent: value === '' ? null : Number(value) })
        }}
      />
    </Section>
  )
}

/** Everything that can be said of a policy. */
export function PolicyForm({ form }: { form: Form<PolicyInput> }) {
  const { t } = useTranslation('sla')
  // What can be promised is called as the clocks call it.
  useTranslation('clocks')
  const { draft } = form
  return (
    <SaveForm form={form}>
      <Section title={t('basics')}>
        <TextInput label={t('name')} description={t('nameHint')} maxLength={100} {...form.text('name')} />
        <ConditionsField
          label={t('applies')}
          emptyText={t('everybody')}
          about="conversation"
          value={draft.applies}
          onChange={(applies) => form.set({ applies })}
          error={form.errorOf('applies')}
        />
      </Section>
      <Section title={t('times')} lead={t(draft.businessTime ? 'timesLeadOpen' : 'timesLead')}>
        {promises.map((promise) => {
          const key = secondsKey[promise]
          return (
            <LengthField
              key={promise}
              label={t(`clocks:promise.${promise}`)}
              hint={t(`hint.${promise}`)}
              seconds={draft[key]}
              business={draft.businessTime}
              error={form.errorOf(key)}
              onChange={(seconds) => form.set({ [key]: seconds })}
            />
          )
        })}
      </Section>
      <Counting form={form} />
    </SaveForm>
  )
}
