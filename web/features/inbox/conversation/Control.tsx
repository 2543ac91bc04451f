import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from '../../../ui/cx.ts'
import classes from './Header.module.css'

interface Props extends ComponentPropsWithRef<'button'> {
  /** What it changes; the text says what it is now. */
  label: string
  icon: ReactNode
  text: string
  opened: boolean
}

/** A quiet button that shows a value and opens what changes it. */
export function Control({ label, icon, text, opened, className, ...rest }: Props) {
  return (
    <button
      type="button"
      className={cx(classes.control, className)}
      aria-label={`${label}: ${text}`}
      aria-haspopup="dialog"
      aria-expanded={opened}
      title={label}
      {...rest}
    >
      {icon}
      <span className={classes.text}>{text}</span>
    </button>
  )
}
