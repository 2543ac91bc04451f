import { Button } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './ColourInput.module.css'

interface Props {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** Undefined: none is set. */
  value: string | undefined
  onChange(value: string): void
  /** Offers to set none. */
  onClear?: () => void
}

/** A colour, chosen with what the browser offers for it. */
export function ColourInput({ label, hint, error, value, onChange, onClear }: Props) {
  const { t } = useTranslation('settings')
  const name = useId()
  return (
    <div>
      <label htmlFor={name} className={classes.label}>
        {label}
      </label>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
      <div className={classes.line}>
        <input
          id={name}
          type="color"
          className={classes.swatch}
          data-unset={value === undefined || undefined}
          value={value ?? '#2f52a3'}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
        {value === undefined ? (
          <span className={classes.unset}>{t('field.unset')}</span>
        ) : (
          <code>{value}</code>
        )}
        {onClear && value !== undefined ? (
          <Button variant="subtle" size="xs" onClick={onClear}>
            {t('field.clear')}
          </Button>
        ) : null}
      </div>
      {error ? <p className={classes.error}>{error}</p> : null}
    </div>
  )
}
