import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useId } from 'react'
import { useTranslation } from 'react-i18next'
import { complaintSettingsQuery } from '../../../api/reads/complaints.ts'
import { MomentField } from '../../../app/form/MomentField.tsx'
import { useAgents } from '../../../app/shared/directory.tsx'
import classes from './Complaints.module.css'

interface TextField {
  value: string
  error: string | undefined
  onChange(event: { currentTarget: { value: string } }): void
}

/** How bad it is. */
export function SeverityField(props: TextField) {
  const { t } = useTranslation('care')
  return (
    <NativeSelect
      label={t('field.severity')}
      data={(['minor', 'serious', 'critical'] as const).map((one) => ({
        value: one,
        label: t(`severityLong.${one}`),
      }))}
      {...props}
    />
  )
}

/** Why; a cause that is not offered any more stands there as long as it is chosen. */
export function CauseField(props: TextField) {
  const { t } = useTranslation('care')
  const causes = useQuery(complaintSettingsQuery).data?.causes ?? []
  const gone = props.value !== '' && !causes.some(({ id }) => id === props.value)
  return (
    <NativeSelect
      label={t('field.causeId')}
      description={causes.length === 0 ? t('noCauses') : undefined}
      data={[
        { value: '', label: t('notNamed') },
        ...causes.map(({ id, name }) => ({ value: id, label: name })),
        ...(gone ? [{ value: props.value, label: t('goneCause') }] : []),
      ]}
      {...props}
    />
  )
}

/** Who sees to it. */
export function OwnerField(props: TextField) {
  const { t } = useTranslation('care')
  const people = [...useAgents().values()].filter(
    ({ id, active, bot }) => (active && !bot) || id === props.value,
  )
  return (
    <NativeSelect
      label={t('field.ownerId')}
      data={[
        { value: '', label: t('words:nobody') },
        ...people.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      {...props}
    />
  )
}

interface MomentProps {
  label: string
  hint?: string
  value: string | null
  onChange(value: string | null): void
  children?: ReactNode
}

/** A day and a time under a label of their own. */
export function LabelledMoment({ label, hint, value, onChange, children }: MomentProps) {
  const { t } = useTranslation('care')
  const id = useId()
  return (
    <div role="group" aria-labelledby={id} className={classes.moment}>
      <span id={id} className={classes.momentLabel}>
        {label}
      </span>
      {hint ? <span className={classes.momentHint}>{hint}</span> : null}
      <div className={classes.momentFields}>
        <MomentField
          labels={{ day: t('dayOf', { label }), time: t('timeOf', { label }) }}
          value={value ?? undefined}
          usual="18:00"
          onChange={(at) => onChange(at ?? null)}
        />
        {children}
      </div>
    </div>
  )
}
