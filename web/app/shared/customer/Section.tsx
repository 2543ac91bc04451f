import type { ReactNode } from 'react'
import classes from './pieces.module.css'

/** One part of the panel under its heading. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.section}>
      <h3 className={classes.heading}>{title}</h3>
      {children}
    </section>
  )
}
