import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '../../../api/call.ts'
import { metricRowsQuery, type RowsQuestion } from '../../../api/reads/reports.ts'
import { daysText } from '../days.ts'
import type { Metric } from '../figures.ts'
import { questionFor } from '../question-for.ts'
import type { Board } from '../use-board.ts'
import { useManner } from '../use-words.ts'
import { BehindRow } from './BehindRow.tsx'
import classes from './Detail.module.css'
import { LoadedRows } from './LoadedRows.tsx'
import type { Part } from './part.ts'
import { useRowNames } from './use-row-names.ts'

interface Props {
  metric: Metric
  board: Board
  basis: 'calendar' | 'business'
  part: Part | undefined
}

type Order = NonNullable<RowsQuestion['sort']>
type Outcome = NonNullable<RowsQuestion['outcome']>

/** Which of the rows, and in which order. */
function Which(props: {
  metric: Metric
  sort: Order
  outcome: Outcome | undefined
  onSort(sort: Order): void
  onOutcome(outcome: Outcome | undefined): void
}) {
  const { t, i18n } = useTranslation('reports')
  const { metric, sort, outcome, onSort, onOutcome } = props
  const own = i18n.exists(`reports:outcome.${metric.id}.yes`)
  const word = (one: Outcome) => (own ? t(`outcome.${metric.id}.${one}`) : t(`outcome.plain.${one}`))
  if (metric.rowUnit === null) return null
  if (metric.rowUnit === 'share') {
    return (
      <select
        className={classes.select}
        aria-label={t('outcome.label')}
        value={outcome ?? ''}
        onChange={(event) =>
          onOutcome((['yes', 'no'] as const).find((one) => one === event.currentTarget.value))
        }
      >
        <option value="">{t('outcome.all')}</option>
        <option value="yes">{word('yes')}</option>
        <option value="no">{word('no')}</option>
      </select>
    )
  }
  return (
    <select
      className={classes.select}
      aria-label={t('sort.label')}
      value={sort}
      onChange={(event) =>
        onSort(
          (['newest', 'largest', 'smallest'] as const).find((one) => one === event.currentTarget.value) ??
            'newest',
        )
      }
    >
      {(['newest', 'largest', 'smallest'] as const).map((one) => (
        <option key={one} value={one}>
          {t(`sort.${one}`)}
        </option>
      ))}
    </select>
  )
}

/** The rows behind a figure: each opens its conversation, and all of them can be taken along as CSV. */
export function Behind({ metric, board, basis, part }: Props) {
  const { t } = useTranslation('reports')
  const manner = useManner(basis)
  const { search, change } = board
  const question = questionFor(metric, board.question)
  const names = useRowNames(metric.by.find((one) => one === search.by) ?? 'day', manner.locale)
  const [sort, setSort] = useState<Order>('newest')
  const [outcome, setOutcome] = useState<Outcome>()
  const asked: RowsQuestion = { ...question, ...part?.narrowed, sort, outcome }
  const query = useInfiniteQuery(metricRowsQuery(metric.id, asked))
  const rows = query.data?.pages.flatMap(({ items }) => items) ?? []
  return (
    <section className={classes.behind} aria-label={t('behind.title')}>
      <header className={classes.behindHead}>
        <h3>{t('behind.title')}</h3>
        <span className={classes.scope}>
          {part ? names.name(part.row) : daysText(question.from, question.to, manner.locale)}
          {part ? (
            <button type="button" onClick={() => change({ part: undefined })}>
              <X size={13} aria-hidden="true" />
              {t('behind.all')}
            </button>
          ) : null}
        </span>
        <Which metric={metric} sort={sort} outcome={outcome} onSort={setSort} onOutcome={setOutcome} />
        <a
          className={classes.csv}
          href={addressOf(`/api/metrics/${metric.id}/rows.csv`, { query: { ...asked } })}
          download
        >
          <Download size={14} aria-hidden="true" />
          {t('behind.csv')}
        </a>
      </header>
      <LoadedRows query={query}>
        {rows.map((row) => (
          <BehindRow key={row.id} row={row} metric={metric} manner={manner} />
        ))}
      </LoadedRows>
    </section>
  )
}
