import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NumberField } from '../shared/NumberField.tsx'
import { sizeOf, type Unit, unitOf, unitsFor } from './policy.ts'
import classes from './Policies.module.css'

interface Props {
  label: string
  hint: string
  /** Null: nothing is promised; NaN: what is typed is no number. */
  seconds: number | null
  /** Only open hours count. */
  business: boolean
  error: string | undefined
  onChange(seconds: number | null): void
}

/** A length of time with its unit; empty where nothing is promised. */
export function LengthField({ label, hint, seconds, business, error, onChange }: Props) {
  const { t } = useTranslation('sla')
  const [chosen, setChosen] = useState<Unit>(() => unitOf(seconds, business))
  const offered = unitsFor(business)
  const unit = offered.includes(chosen) ? chosen : 'hours'
  const put = (amount: number | undefined, size: number) =>
    onChange(amount === undefined ? null : Math.round(amount * size))
  const amount = seconds === null ? undefined : seconds / sizeOf[unit]
  return (
    <NumberField
      label={label}
      description={hint}
      error={error}
      placeholder={t('nothing')}
      value={amount}
      onChange={(next) => put(next, sizeOf[unit])}
      inputContainer={(input) => (
        <span className={classes.pair}>
          {input}
          <NativeSelect
            className={classes.unit}
            aria-label={t('unit', { name: label })}
            data={offered.map((one) => ({ value: one, label: t(`units.${one}`) }))}
            value={unit}
            onChange={(event) => {
              const next = event.currentTarget.value as Unit
              setChosen(next)
              put(amount, sizeOf[next])
            }}
          />
        </span>
      )}
    />
  )
}
