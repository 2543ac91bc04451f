import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './DayWords.module.css'
import { writtenDay } from './written-day.ts'

interface Props {
  /** The day as YYYY-MM-DD; empty: none yet. */
  day: string
  /** The field, of the type `date`. */
  children: ReactNode
}

/** A field for a day that reads in the product's language: by itself it speaks the browser's. */
export function DayWords({ day, children }: Props) {
  const { t, i18n } = useTranslation('ui')
  return (
    <span className={classes.field}>
      {children}
      <span className={classes.words} data-none={day === '' || undefined} aria-hidden="true" data-figures>
        {day === '' ? t('noDay') : writtenDay(day, i18n.language)}
      </span>
    </span>
  )
}
