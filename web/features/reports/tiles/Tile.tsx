import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useCallback, useRef, useState } from 'react'
import { Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { figureQuery } from '../../../api/reads/reports.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { cx } from '../../../ui/cx.ts'
import { Spark } from '../../../ui/chart/Spark.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { daysBetween, plusDays } from '../days.ts'
import { Definition } from '../Definition.tsx'
import { measured, type Metric, valueText } from '../figures.ts'
import { questionFor } from '../question-for.ts'
import { stepFor } from '../search.ts'
import type { Board } from '../use-board.ts'
import { useManner, useWords } from '../use-words.ts'
import { ChangeMark } from './ChangeMark.tsx'
import classes from './Tile.module.css'

interface Props {
  metric: Metric
  board: Board
  /** It is the one that is shown from near. */
  shown: boolean
}

// Of a day or two there is no trend: it is drawn over the two weeks that end with them.
const trendDays = 14

function useFigure(metric: Metric, board: Board) {
  const question = questionFor(metric, board.question)
  const short = daysBetween(question.from, question.to) < 7
  const trendFrom = short ? plusDays(question.to, 1 - trendDays) : question.from
  const figure = useQuery(figureQuery(metric.id, { ...question, compare: 'previous' }))
  const trend = useQuery(
    figureQuery(metric.id, { ...question, from: trendFrom, by: stepFor(trendFrom, question.to) }),
  )
  return { figure, trend }
}

/** One metric at a glance: figure, how it moved, how much stands behind it, and its trend. */
export function Tile({ metric, board, shown }: Props) {
  const { t } = useTranslation('reports')
  const words = useWords()
  const textOf = useProblemText()
  const tile = useRef<HTMLElement>(null)
  const anchor = useCallback(() => tile.current ?? undefined, [])
  const [defining, setDefining] = useState(false)
  const { figure, trend } = useFigure(metric, board)
  const manner = useManner(figure.data?.basis ?? 'calendar')
  const { data } = figure
  const [headline] = metric.measures as [Metric['measures'][number]]
  const value = data ? measured(data, headline) : null
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '?' || event.nativeEvent.isComposing) return
    event.preventDefault()
    setDefining(true)
  }
  return (
    <article
      ref={tile}
      className={cx(classes.tile, shown && classes.shown)}
      aria-busy={figure.isFetching}
      data-metric={metric.id}
      onKeyDown={onKeyDown}
    >
      <h2 className={classes.name}>
        <button
          type="button"
          aria-pressed={shown}
          aria-keyshortcuts="?"
          onClick={() =>
            board.change({ metric: metric.id, by: undefined, measure: undefined, part: undefined })
          }
        >
          {words(metric.title)}
        </button>
      </h2>
      <IconButton
        label={t('definition.of', { metric: words(metric.title) })}
        keys="?"
        small
        className={classes.info}
        aria-expanded={defining}
        onClick={() => setDefining(true)}
      >
        <Info size={14} />
      </IconButton>
      {figure.isError && !data ? (
        <p className={classes.problem}>{textOf(figure.error)}</p>
      ) : (
        <>
          <p className={cx(classes.value, figure.isPlaceholderData && classes.old)} data-value>
            {data === undefined ? (
              <span className={classes.loading} />
            ) : value === null ? (
              <span className={classes.none}>{t('noData')}</span>
            ) : (
              valueText(metric.unit, headline, value, manner)
            )}
            {value !== null && (headline === 'median' || headline === 'mean') ? (
              <small>{t(`measure.${headline}`)}</small>
            ) : null}
          </p>
          <p className={classes.line}>
            {data ? <ChangeMark metric={metric} figure={data} measure={headline} manner={manner} /> : null}
            {data ? <span className={classes.n}>{t('n', { n: data.n })}</span> : null}
            {board.search.openedBy && metric.kind === 'level' ? (
              <span className={classes.n}>{t('filter.notHere')}</span>
            ) : null}
          </p>
          <Spark
            columns={headline === 'count'}
            values={trend.data?.rows.map((row) => measured(row, headline)) ?? []}
          />
        </>
      )}
      {defining ? <Definition metric={metric} anchor={anchor} onClose={() => setDefining(false)} /> : null}
    </article>
  )
}
