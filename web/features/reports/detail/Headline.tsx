import { Info } from 'lucide-react'
import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Definition } from '../Definition.tsx'
import { type Answer, measured, type Metric, valueText } from '../figures.ts'
import { useManner, useWords } from '../use-words.ts'
import classes from './Detail.module.css'

/** The metric's name with its definition one key away, and all its measures. */
export function Headline({ metric, data }: { metric: Metric; data: Answer | undefined }) {
  const { t } = useTranslation('reports')
  const words = useWords()
  const head = useRef<HTMLDivElement>(null)
  const anchor = useCallback(() => head.current ?? undefined, [])
  const [defining, setDefining] = useState(false)
  const manner = useManner(data?.basis ?? 'calendar')
  return (
    <div className={classes.headline}>
      <div ref={head} className={classes.name}>
        <h2>{words(metric.title)}</h2>
        <IconButton
          label={t('definition.of', { metric: words(metric.title) })}
          small
          aria-expanded={defining}
          onClick={() => setDefining(true)}
        >
          <Info size={15} />
        </IconButton>
      </div>
      {data ? (
        <dl className={classes.measures}>
          {metric.measures.map((measure) => {
            const value = measured(data, measure)
            return (
              <div key={measure}>
                <dt>{t(`measure.${measure}`)}</dt>
                <dd>{value === null ? t('noData') : valueText(metric.unit, measure, value, manner)}</dd>
              </div>
            )
          })}
          {metric.measures.includes('count') ? null : (
            <div>
              <dt>{t('rowsBehind')}</dt>
              <dd>{new Intl.NumberFormat(manner.locale).format(data.n)}</dd>
            </div>
          )}
          {metric.bases.length > 1 ? (
            <div>
              <dt>{t('definition.time')}</dt>
              <dd className={classes.word}>{t(`basis.${data.basis}`)}</dd>
            </div>
          ) : null}
        </dl>
      ) : null}
      {defining ? <Definition metric={metric} anchor={anchor} onClose={() => setDefining(false)} /> : null}
    </div>
  )
}
