import type { ReactNode } from 'react'
import classes from './Act.module.css'

interface Props {
  title: ReactNode
  text: string
  /** The button. */
  children?: ReactNode
}

/** Something that can be done: what it is, what it means, and its button. */
export const Act = ({ title, text, children }: Props) => (
  <div className={classes.act}>
    <div>
      <strong className={classes.title}>{title}</strong>
      <p className={classes.text}>{text}</p>
    </div>
    {children ? <div className={classes.buttons}>{children}</div> : null}
  </div>
)
