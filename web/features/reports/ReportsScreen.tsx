import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { figureQuery, metricsQuery } from '../../api/reads/reports.ts'
import { Loaded } from '../../app/shared/Loaded.tsx'
import { Detail } from './detail/Detail.tsx'
import type { Metric } from './figures.ts'
import { questionFor } from './question-for.ts'
import classes from './Reports.module.css'
import { Tile } from './tiles/Tile.tsx'
import { AsOf } from './top/AsOf.tsx'
import { Top } from './top/Top.tsx'
import { type Board, useBoard } from './use-board.ts'

/** Up to when the figures are right. */
function FiguresAsOf({ metric, board }: { metric: Metric; board: Board }) {
  const question = questionFor(metric, board.question)
  const { data } = useQuery(figureQuery(metric.id, { ...question, compare: 'previous' }))
  return <AsOf at={data?.asOf} keys={[['metric'], ['metric-rows']]} />
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
  const board = useBoard('/reports')
  const metrics = useQuery(metricsQuery)
  const [first] = metrics.data ?? []
  return (
    <main className={classes.screen}>
      <Top board={board} timed asOf={first ? <FiguresAsOf metric={first} board={board} /> : null} />
      <div className={classes.body}>
        <Loaded query={metrics}>{(all) => <Figures metrics={all} board={board} />}</Loaded>
      </div>
    </main>
  )
}
