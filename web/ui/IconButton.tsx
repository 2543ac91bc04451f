import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'
import classes from './IconButton.module.css'

interface Props extends ComponentPropsWithRef<'button'> {
  /** What it does: its name and its tooltip. */
  label: string
  /** The keys that do the same. */
  keys?: string | undefined
  pressed?: boolean | undefined
  small?: boolean
  children: ReactNode
}

/** A button that is only an icon: always with a name, and a tooltip that shows name and keys. */
export function IconButton({ label, keys, pressed, small = false, className, children, ...rest }: Props) {
  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={pressed}
      data-tip={label}
      data-tip-keys={keys}
      className={cx(classes.button, small && classes.small, className)}
      {...rest}
    >
      {children}
    </button>
  )
}
