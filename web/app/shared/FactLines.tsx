import type { ReactNode } from 'react'
import classes from './FactLines.module.css'

interface LineProps {
  sign: ReactNode
  tone?: 'waiting' | 'danger'
  children: ReactNode
}

/** One thing to know, with its sign. */
export const FactLine = ({ sign, tone, children }: LineProps) => (
  <li className={classes.line} data-tone={tone}>
    {sign}
    <span>{children}</span>
  </li>
)

/** What somebody must know before they say yes, in a box above the buttons. */
export const FactLines = ({ children }: { children: ReactNode }) => (
  <ul className={classes.lines}>{children}</ul>
)
