import type { ReactNode } from 'react'
import classes from './pieces.module.css'

/** Names and values in two columns. */
export function Pairs({ children }: { children: ReactNode }) {
  return <dl className={classes.pairs}>{children}</dl>
}

interface Props {
  label: string
  /** Id of the field in it; left out where nothing can be changed. */
  htmlFor?: string
  children: ReactNode
}

/** One name with its value. */
export function Pair({ label, htmlFor, children }: Props) {
  return (
    <div style={{ display: 'contents' }}>
      <dt>{htmlFor === undefined ? label : <label htmlFor={htmlFor}>{label}</label>}</dt>
      <dd className={htmlFor === undefined ? undefined : classes.attribute}>{children}</dd>
    </div>
  )
}
