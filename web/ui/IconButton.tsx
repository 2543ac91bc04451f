import { Tooltip, UnstyledButton } from '@mantine/core'
import type { ComponentPropsWithRef, ReactNode } from 'react'
import { cx } from './cx.ts'
import classes from './IconButton.module.css'
import { KeyHint } from './KeyHint.tsx'

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
  const tip = (
    <span className={classes.tip}>
      {label}
      {keys ? <KeyHint keys={keys} /> : null}
    </span>
  )
  return (
    <Tooltip label={tip} openDelay={350} withinPortal>
      <UnstyledButton
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cx(classes.button, small && classes.small, className)}
        {...rest}
      >
        {children}
      </UnstyledButton>
    </Tooltip>
  )
}
