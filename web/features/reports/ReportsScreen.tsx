import { useIsFetching, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCw, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { figureQuery, metricsQuery } from '../../api/reads/reports.ts'
import { Loaded } from '../../app/shared/Loaded.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Time } from '../../ui/time/Time.tsx'
import { Detail } from './detail/Detail.tsx'
import type { Metric } from './figures.ts'
import { questionFor } from './question-for.ts'
import classes from './Reports.module.css'
import { Tile } from './tiles/Tile.tsx'
import { Filters, narrowedBy } from './top/Filters.tsx'
import { PeriodPicker } from './top/PeriodPicker.tsx'
import { type Board, useBoard } from './use-board.ts'

/** Up to when the figures are right, and a way to have them anew. */
function AsOf({ metric, board }: { metric: Metric; board: Board }) {
  const { t } = useTranslation('reports')
  const client = useQueryClient()
  const question = questionFor(metric, board.question)
  const { data } = useQuery(figureQuery(metric.id, { ...question, compare: 'previous' }))
  const busy = useIsFetching({ queryKey: ['metric'] }) > 0
  return (
    <div className={classes.asOf} aria-live="off">
      {data ? (
        <span>
          {t('asOf')} <Time at={data.asOf} form="day" />
        </span>
      ) : null}
      <IconButton
        label={t('refresh')}
        small
        data-busy={busy || undefined}
        className={classes.refresh}
        onClick={() => {
          void client.invalidateQueries({ queryKey: ['metric'] })
          void client.invalidateQueries({ queryKey: ['metric-rows'] })
        }}
      >
        <RotateCw size={15} />
      </IconButton>
    </div>
  )
}

function Figures({ metrics, board }: { metrics: readonly Metric[]; board: Board }) {
  const { t } = useTranslation('reports')
  const shown = metrics.find(({ id }) => id === board.search.metric) ?? metrics[0]
  if (!shown) return null
  return (
    <>
      <section className={classes.tiles} aria-label={t('tiles')}>
        {metrics.map((metric) => (
          <Tile key={metric.id} metric={metric} board={board} shown={metric.id === shown.id} />
        ))}
      </section>
      <Detail key={shown.id} metric={shown} board={board} />
    </>
  )
}

/** The board: every metric at a glance, and one of them from near, down to the conversations behind it. */
export function ReportsScreen() {
  const { t } = useTranslation('reports')
  const board = useBoard()
  const metrics = useQuery(metricsQuery)
  const [first] = metrics.data ?? []
  const [narrowing, setNarrowing] = useState(false)
  const on = narrowedBy(board.search)
  return (
    <main className={classes.screen}>
      <header className={classes.top}>
        <div className={classes.heading}>
          <h1 className={classes.title}>{t('title')}</h1>
          {first ? <AsOf metric={first} board={board} /> : null}
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
            <Filters board={board} />
          </div>
        </div>
      </header>
      <div className={classes.body}>
        <Loaded query={metrics}>{(all) => <Figures metrics={all} board={board} />}</Loaded>
      </div>
    </main>
  )
}
