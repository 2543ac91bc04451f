import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { figureQuery } from '../../../api/reads/reports.ts'
import { useProblemText } from '../../../app/notices/problem-text.ts'
import { cx } from '../../../ui/cx.ts'
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx'
import { Choice } from '../Choice.tsx'
import { daysText } from '../days.ts'
import type { Answer, Metric } from '../figures.ts'
import { questionFor } from '../question-for.ts'
import { stepFor } from '../search.ts'
import type { Board } from '../use-board.ts'
import { useManner, useWords } from '../use-words.ts'
import { Behind } from './Behind.tsx'
import classes from './Detail.module.css'
import { FigureChart } from './FigureChart.tsx'
import { FigureTable } from './FigureTable.tsx'
import { Headline } from './Headline.tsx'
import { partOf } from './part.ts'

interface Props {
  metric: Metric
  board: Board
}

function Picture({ metric, board, data, by }: Props & { data: Answer; by: NonNullable<Answer['by']> }) {
  const { t } = useTranslation('reports')
  const words = useWords()
  const { search, question, change } = board
  const measure = metric.measures.find((one) => one === search.measure) ?? metric.measures[0] ?? 'count'
  const manner = useManner(data.basis)
  const label = t('chart.title', {
    metric: words(metric.title),
    split: t(`by.${by}`),
    days: daysText(question.from, question.to, manner.locale),
  })
  const shared = { metric, data, by, measure, manner, label, chosen: search.part }
  const onChoose =
    by === 'status' || by === 'cause'
      ? undefined
      : (part: string) => change({ part: part === search.part ? undefined : part })
  return (
    <figure className={classes.figure}>
      <figcaption className={classes.caption}>
        <span className={classes.chartTitle}>{label}</span>
        <span className={classes.units}>
          {t('chart.units', { axis: t(`axis.${metric.unit}`), measure: t(`measure.${measure}`), n: data.n })}
        </span>
      </figcaption>
      {data.n === 0 ? (
        <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>
      ) : search.view === 'table' ? (
        <FigureTable {...shared} onChoose={onChoose} />
      ) : (
        <FigureChart {...shared} onChoose={onChoose} />
      )}
    </figure>
  )
}

/** One metric from near: all its measures, its picture or table, and the rows behind it. */
export function Detail({ metric, board }: Props) {
  const { t } = useTranslation('reports')
  const words = useWords()
  const textOf = useProblemText()
  const { search, change } = board
  const question = questionFor(metric, board.question)
  const by = metric.by.find((one) => one === search.by) ?? stepFor(question.from, question.to)
  const query = useQuery(figureQuery(metric.id, { ...question, by }))
  const { data } = query
  const measure = metric.measures.find((one) => one === search.measure) ?? metric.measures[0] ?? 'count'
  return (
    <section className={classes.detail} aria-label={words(metric.title)}>
      <Headline metric={metric} data={data} />
      <div className={classes.tools}>
        <label className={classes.split}>
          <span>{t('by.label')}</span>
          <select
            value={by}
            onChange={(event) =>
              change({ by: metric.by.find((one) => one === event.currentTarget.value), part: undefined })
            }
          >
            {metric.by.map((one) => (
              <option key={one} value={one}>
                {t(`by.${one}`)}
              </option>
            ))}
          </select>
        </label>
        {metric.measures.length > 1 ? (
          <Choice
            label={t('measure.label')}
            items={metric.measures.map((id) => ({ id, text: t(`measure.${id}`) }))}
            value={measure}
            onChoose={(id) => change({ measure: id })}
          />
        ) : null}
        <Choice
          label={t('view.label')}
          items={(['chart', 'table'] as const).map((id) => ({ id, text: t(`view.${id}`) }))}
          value={search.view ?? 'chart'}
          onChoose={(view) => change({ view: view === 'table' ? view : undefined })}
        />
      </div>
      {data ? (
        <div className={cx(query.isPlaceholderData && classes.old)} aria-busy={query.isFetching}>
          <Picture metric={metric} board={board} data={data} by={data.by ?? by} />
        </div>
      ) : query.isError ? (
        <ErrorState
          message={textOf(query.error)}
          retry={() => void query.refetch()}
          busy={query.isFetching}
        />
      ) : (
        <SkeletonLines lines={6} className={classes.loading} />
      )}
      {data ? (
        <Behind
          metric={metric}
          board={board}
          basis={data.basis}
          part={partOf(data, data.by ?? by, search.part)}
        />
      ) : null}
    </section>
  )
}
