import { ArrowDown, ArrowUp, Equal } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useTimeSettings } from '../../../ui/time/Time.tsx'
import { exactTime } from '../../../ui/time/format.ts'
import { daysText } from '../days.ts'
import {
  type Answer,
  changeOf,
  type Manner,
  measured,
  type Measure,
  type Metric,
  valueText,
} from '../figures.ts'
import classes from './Tile.module.css'

interface Props {
  metric: Metric
  figure: Answer
  measure: Measure
  manner: Manner
}

/** How a figure moved against the period before: by how much, which way, and whether that is better. */
export function ChangeMark({ metric, figure, measure, manner }: Props) {
  const { t } = useTranslation('reports')
  const settings = useTimeSettings()
  const { previous } = figure
  if (!previous) return null
  const before = measured(previous, measure)
  const change = changeOf(metric, measure, measured(figure, measure), before)
  const days = daysText(previous.from, previous.to, manner.locale)
  const was = before === null ? t('noData') : valueText(metric.unit, measure, before, manner)
  const title = t('change.was', {
    days,
    was,
    n: previous.n,
    until: exactTime(Date.parse(previous.until), settings),
  })
  if (!change) {
    return (
      <span className={classes.change} title={title}>
        {t('change.unknown')}
      </span>
    )
  }
  const Icon = change.amount === 0 ? Equal : change.amount > 0 ? ArrowUp : ArrowDown
  const amount = new Intl.NumberFormat(manner.locale, {
    maximumFractionDigits: Math.abs(change.amount) < 10 ? 1 : 0,
  }).format(Math.abs(change.amount))
  const signed = new Intl.NumberFormat(manner.locale, { signDisplay: 'exceptZero' }).format(change.amount)
  const text = { percent: `${amount}%`, points: t('change.points', { amount }), number: signed }[change.as]
  return (
    <span className={classes.change} data-verdict={change.verdict} title={title}>
      <Icon size={13} aria-hidden="true" />
      <span className="visually-hidden">
        {t(change.amount === 0 ? 'change.same' : change.amount > 0 ? 'change.up' : 'change.down')}{' '}
      </span>
      {text}
      {change.verdict === 'none' ? null : <span> {t(`change.${change.verdict}`)}</span>}
    </span>
  )
}
