import type { ReactNode } from 'react'
import classes from './Rows.module.css'

/** A list of things, one a row, in a box. */
export const Rows = ({ label, children }: { label: string; children: ReactNode }) => (
  <ul className={classes.rows} aria-label={label}>
    {children}
  </ul>
)

interface RowProps {
  /** A sign at the left. */
  sign?: ReactNode
  /** The name; a link or button in it makes the whole row clickable. */
  title: ReactNode
  detail?: ReactNode
  /** The detail is a sentence: it breaks into lines, nothing of it is cut off. */
  sentence?: boolean
  /** What stands at the right: state, then actions. */
  children?: ReactNode
  /** Quieter: switched off, no longer in use. */
  faint?: boolean
}

/** One row: sign, name, detail, and at the right its state and actions. */
export const Row = ({ sign, title, detail, children, faint, sentence }: RowProps) => (
  <li className={classes.row} data-faint={faint || undefined}>
    {sign ? <span className={classes.sign}>{sign}</span> : null}
    <div className={classes.words}>
      <div className={classes.title}>{title}</div>
      {detail ? (
        <div className={classes.detail} data-sentence={sentence || undefined}>
          {detail}
        </div>
      ) : null}
    </div>
    {children ? <div className={classes.end}>{children}</div> : null}
  </li>
)
