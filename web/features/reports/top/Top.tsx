import { Link } from '@tanstack/react-router'
import { SlidersHorizontal } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import classes from '../Reports.module.css'
import type { Board } from '../use-board.ts'
import { Filters, narrowedBy } from './Filters.tsx'
import { PeriodPicker } from './PeriodPicker.tsx'

interface Props {
  board: Board
  /** Up to when what is shown is right. */
  asOf: ReactNode
  /** Time can be counted by open hours, too. */
  timed: boolean
}

/** What all reports have at the top: where one is among them, the days, and what narrows them down. */
export function Top({ board, asOf, timed }: Props) {
  const { t } = useTranslation('reports')
  const [narrowing, setNarrowing] = useState(false)
  const on = narrowedBy(board.search)
  return (
    <header className={classes.top}>
      <div className={classes.heading}>
        <h1 className={classes.title}>{t('title')}</h1>
        <nav className={classes.pages} aria-label={t('pages.label')}>
          <Link to="/reports" search={board.shared} activeOptions={{ exact: true, includeSearch: false }}>
            {t('pages.figures')}
          </Link>
          <Link to="/reports/flow" search={board.shared} activeOptions={{ includeSearch: false }}>
            {t('pages.flow')}
          </Link>
        </nav>
        {asOf}
        <button
          type="button"
          className={classes.fold}
          aria-expanded={narrowing}
          data-on={on > 0 || undefined}
          onClick={() => setNarrowing(!narrowing)}
        >
          <SlidersHorizontal size={14} aria-hidden="true" />
          {on > 0 ? t('filter.showOn', { on }) : t('filter.show')}
        </button>
      </div>
      <div className={classes.controls}>
        <PeriodPicker board={board} />
        <div className={classes.narrowing} data-open={narrowing || undefined}>
          <Filters board={board} timed={timed} />
        </div>
      </div>
    </header>
  )
}
