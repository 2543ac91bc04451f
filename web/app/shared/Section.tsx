import { type ReactNode, useId } from 'react'
import { cx } from '../../ui/cx.ts'
import classes from './Section.module.css'

interface Props {
  title: string
  lead?: ReactNode
  action?: ReactNode
  /** Lists reach the edges of the box; fields keep their distance. */
  flush?: boolean
  children: ReactNode
}

/** A box for a list, where the page's own title says what it is. */
export const Box = ({ children }: { children: ReactNode }) => <div className={classes.box}>{children}</div>

/** A part of a page with its own heading: fields or a list in a box. */
export function Section({ title, lead, action, flush = false, children }: Props) {
  const heading = useId()
  return (
    <section className={classes.section} aria-labelledby={heading}>
      <div className={classes.head}>
        <div>
          <h2 id={heading} className={classes.title}>
            {title}
          </h2>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {action}
      </div>
      <div className={cx(classes.box, !flush && classes.fields)}>{children}</div>
    </section>
  )
}
