import { X } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isComposing } from '../../../app/commands/keys.ts'
import { cx } from '../../../ui/cx.ts'
import { addressesIn, isAddress, isFinished } from './addresses.ts'
import classes from './Recipients.module.css'

interface Props {
  label: string
  /** Everything in the field, the address that is being typed as the last one. */
  values: readonly string[]
  nameOf?(value: string): string
  /** Said below the field. */
  problem?: string | undefined
  autoFocus?: boolean
  onChange(values: string[]): void
  children?: ReactNode
}

/** Recipients as chips. What is typed counts at once; what is no address stays to be seen. */
export function AddressField({ label, values, nameOf, problem, autoFocus, onChange, children }: Props) {
  const { t } = useTranslation('inbox')
  const [typed, setTyped] = useState('')
  const typing = typed !== '' && values.at(-1) === typed.trim() ? typed : ''
  const chips = typing ? values.slice(0, -1) : values
  const settle = (text: string) => {
    setTyped('')
    onChange([...new Set([...chips, ...addressesIn(text)])])
  }
  const type = (text: string) => {
    if (isFinished(text)) return settle(text)
    setTyped(text)
    return onChange(text.trim() === '' ? [...chips] : [...chips, text.trim()])
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent) || event.ctrlKey || event.metaKey) return
    if (event.key === 'Enter') {
      event.preventDefault()
      settle(typing)
    }
    if (event.key === 'Backspace' && typing === '' && chips.length > 0) onChange(chips.slice(0, -1))
  }
  return (
    <div className={classes.field}>
      <span className={classes.label}>{label}</span>
      <div className={classes.chips}>
        {chips.map((value) => (
          <span key={value} className={cx(classes.chip, !isAddress(value) && classes.bad)} title={value}>
            <span className={classes.chipText}>{nameOf?.(value) ?? value}</span>
            <button
              type="button"
              aria-label={t('recipients.remove', { name: value })}
              onClick={() => onChange(chips.filter((one) => one !== value).concat(typing ? [typing] : []))}
            >
              <X size={12} />
            </button>
          </span>
        ))}
        <input
          type="text"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          aria-label={label}
          aria-invalid={problem !== undefined}
          autoFocus={autoFocus}
          value={typing}
          onChange={(event) => type(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          onBlur={() => typing && settle(typing)}
        />
      </div>
      {children}
      {problem ? (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      ) : null}
    </div>
  )
}
