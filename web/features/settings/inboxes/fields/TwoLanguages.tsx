import { type ReactNode, useId } from 'react'
import classes from './fields.module.css'

interface Props {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: ReactNode
}

/** A name over several fields that belong together. */
export function TwoLanguages({ label, hint, error, children }: Props) {
  const name = useId()
  return (
    <div role="group" aria-labelledby={name}>
      <div id={name} className={classes.label}>
        {label}
      </div>
      {hint ? <p className={classes.hint}>{hint}</p> : null}
      <div className={classes.both}>{children}</div>
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}
