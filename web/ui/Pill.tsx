import type { ReactNode } from 'react'
import { cx } from './cx.ts'
import classes from './Pill.module.css'

/** The documented meanings of colour; see design/README.md. */
export type Tone = 'open' | 'pending' | 'snoozed' | 'resolved' | 'waiting' | 'danger' | 'note' | 'plain'

interface Props {
  tone?: Tone
  icon?: ReactNode
  children: ReactNode
  title?: string | undefined
}

/** A short word on a tinted ground. */
export function Pill({ tone = 'plain', icon, children, title }: Props) {
  return (
    <span className={cx(classes.pill, classes[tone])} title={title}>
      {icon}
      <span className={classes.text}>{children}</span>
    </span>
  )
}

/** A dot of a colour of the caller's own choice (a tag's), beside its word. */
export function Dot({ colour, title }: { colour: string; title?: string }) {
  return <span className={classes.dot} style={{ background: colour }} title={title} aria-hidden="true" />
}
