import { useId } from 'react'
import classes from './Radios.module.css'

interface Props<T extends string> {
  label: string
  value: T
  choices: readonly { value: T; label: string }[]
  onChange(value: T): void
}

/** A few choices beside each other, one of which holds. */
export function Radios<T extends string>({ label, value, choices, onChange }: Props<T>) {
  const name = useId()
  return (
    <fieldset className={classes.radios}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className={classes.radio}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
