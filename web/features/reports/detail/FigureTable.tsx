import { useTranslation } from 'react-i18next'
import { measured, valueText } from '../figures.ts'
import classes from './Detail.module.css'
import type { FigureProps } from './FigureChart.tsx'
import { keyOf } from './part.ts'
import { useRowNames } from './use-row-names.ts'

/** The same figures as a table, every measure of them. */
export function FigureTable({ metric, data, by, manner, label, chosen, onChoose }: FigureProps) {
  const { t } = useTranslation('reports')
  const names = useRowNames(by, manner.locale)
  const counts = metric.measures.includes('count')
  const number = new Intl.NumberFormat(manner.locale)
  return (
    <div className={classes.scroll} role="region" aria-label={label} tabIndex={0}>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">{t(`head.${by}`)}</th>
            {metric.measures.map((measure) => (
              <th key={measure} scope="col" className={classes.number}>
                {t(`measure.${measure}`)}
              </th>
            ))}
            {counts ? null : (
              <th scope="col" className={classes.number}>
                {t('rowsBehind')}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row) => (
            <tr key={keyOf(row)} data-chosen={keyOf(row) === chosen || undefined}>
              <th scope="row">
                {onChoose && row.n > 0 ? (
                  <button
                    type="button"
                    onClick={() => onChoose(keyOf(row))}
                    aria-pressed={keyOf(row) === chosen}
                  >
                    {names.name(row)}
                  </button>
                ) : (
                  names.name(row)
                )}
              </th>
              {metric.measures.map((measure) => {
                const value = measured(row, measure)
                return (
                  <td key={measure} className={classes.number}>
                    {value === null ? t('noData') : valueText(metric.unit, measure, value, manner)}
                  </td>
                )
              })}
              {counts ? null : <td className={classes.number}>{number.format(row.n)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
