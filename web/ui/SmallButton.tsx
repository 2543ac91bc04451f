import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'
import classes from './SmallButton.module.css'

interface Props extends ComponentPropsWithRef<'button'> {
  /** Before the words. */
  icon?: ReactNode
  /** The one thing that is most often wanted here. */
  primary?: boolean
}

/**
 * The small button of the desk. Plain, since it is drawn anew with every conversation, where the library's own one costs
 * some milliseconds each.
 */
export function SmallButton({ icon, primary = false, className, children, ...rest }: Props) {
  return (
    <button type="button" className={cx(classes.button, primary && classes.primary, className)} {...rest}>
      {icon}
      {children}
    </button>
  )
}
