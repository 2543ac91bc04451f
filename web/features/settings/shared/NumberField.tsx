import { TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'

/** The number that somebody typed, in whichever width; undefined where nothing is, NaN where that is no number. */
const numberIn = (text: string): number | undefined => {
  const typed = text.normalize('NFKC').replace(/[,\s]/g, '')
  if (typed === '') return undefined
  return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(typed) ? Number(typed) : Number.NaN
}

interface Props extends Omit<TextInputProps, 'value' | 'onChange'> {
  /** Undefined while nothing is entered, NaN while that is no number. */
  value: number | undefined
  onChange(value: number | undefined): void
}

/** A field for a number, which may also be typed as Japanese keyboards write digits. */
export function NumberField({ value, onChange, ...rest }: Props) {
  // As it was typed; given up when the value changes elsewhere.
  const [typed, setTyped] = useState('')
  const written = value === undefined || Number.isNaN(value) ? '' : String(value)
  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      maxLength={16}
      value={Object.is(numberIn(typed), value) ? typed : written}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        onChange(numberIn(event.currentTarget.value))
      }}
      {...rest}
    />
  )
}
