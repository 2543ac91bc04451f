import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './Imports.module.css'

interface Props {
  label: string
  done: number
  total: number
  /** What stands below the bar. */
  children: ReactNode
}

/** How far something has come, out of how much. */
export function Progress({ label, done, total, children }: Props) {
  const { i18n } = useTranslation('imports')
  const share = total === 0 ? 0 : Math.min(1, done / total)
  return (
    <div className={classes.progress} role="status">
      <progress className={classes.bar} max={Math.max(total, 1)} value={done} aria-label={label} />
      <p className={classes.text}>
        {share.toLocaleString(i18n.language, { style: 'percent' })} · {children}
      </p>
    </div>
  )
}
