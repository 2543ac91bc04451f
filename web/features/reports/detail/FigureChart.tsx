import { useTranslation } from 'react-i18next'
import { BarRows } from '../../../ui/chart/BarRows.tsx'
import { TimeChart } from '../../../ui/chart/TimeChart.tsx'
import {
  type Answer,
  type Manner,
  measured,
  type Measure,
  type Metric,
  scaleFor,
  valueText,
} from '../figures.ts'
import { keyOf } from './part.ts'
import { useRowNames } from './use-row-names.ts'

/** What a picture or a table of a figure is made of. */
export interface FigureProps {
  metric: Metric
  data: Answer
  by: NonNullable<Answer['by']>
  measure: Measure
  manner: Manner
  /** What it shows, in words. */
  label: string
  chosen: string | undefined
  onChoose: ((part: string) => void) | undefined
}

/** The picture: a series over time, or bars side by side. */
export function FigureChart({ metric, data, by, measure, manner, label, chosen, onChoose }: FigureProps) {
  const { t } = useTranslation('reports')
  const names = useRowNames(by, manner.locale)
  const { rows } = data
  const values = rows.map((row) => measured(row, measure))
  const scale = scaleFor(metric.unit, measure, values, manner.business)
  const write = (value: number | null) =>
    value === null ? t('noData') : valueText(metric.unit, measure, value, manner)
  if (by !== 'day' && by !== 'week' && by !== 'month') {
    return (
      <BarRows
        label={label}
        max={metric.unit === 'share' ? scale.max : Math.max(...values.map((value) => value ?? 0), 1e-9)}
        bars={rows.map((row, place) => ({
          key: keyOf(row),
          name: names.name(row),
          value: values[place] ?? null,
          text: write(values[place] ?? null),
          detail: measure === 'count' ? '' : t('n', { n: row.n }),
        }))}
        chosen={chosen}
        onChoose={onChoose}
      />
    )
  }
  const place = rows.findIndex((row) => keyOf(row) === chosen)
  return (
    <TimeChart
      label={t('chart.summary', {
        label,
        whole: write(measured(data, measure)),
        n: data.n,
        highest: write(Math.max(...values.map((value) => value ?? 0))),
      })}
      pointerLabel={t('chart.pointer')}
      points={rows.map((row, index) => ({
        key: keyOf(row),
        label: names.short(row),
        reading: t(measure === 'count' ? 'chart.readingCount' : 'chart.reading', {
          name: names.name(row),
          value: write(values[index] ?? null),
          n: row.n,
        }),
        value: values[index] ?? null,
      }))}
      scale={scale}
      columns={measure === 'count'}
      format={(value) => axisText(metric, measure, value, manner)}
      chosen={place < 0 ? undefined : place}
      onChoose={
        onChoose &&
        ((index) => {
          const row = rows[index]
          if (row && row.n > 0) onChoose(keyOf(row))
        })
      }
    />
  )
}

// Along an axis 2 is enough where 2.0 is the value of a figure, and 0 is 0 in every unit.
const axisText = ({ unit }: Metric, measure: Measure, value: number, manner: Manner): string =>
  value === 0
    ? '0'
    : unit === 'messages'
      ? new Intl.NumberFormat(manner.locale, { maximumFractionDigits: 1 }).format(value)
      : valueText(unit, measure, value, manner)
