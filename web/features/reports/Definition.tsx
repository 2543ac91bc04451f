import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../../ui/IconButton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import type { Metric } from './figures.ts'
import classes from './Reports.module.css'
import { useWords } from './use-words.ts'

interface Props {
  metric: Metric
  anchor(): Element | undefined
  onClose(): void
}

/** What a figure means, in words: printed from the same place as the way it is counted. */
export function Definition({ metric, anchor, onClose }: Props) {
  const { t } = useTranslation('reports')
  const words = useWords()
  const title = words(metric.title)
  return (
    <Panel anchor={anchor} label={t('definition.of', { metric: title })} width={420} onClose={onClose}>
      <div className={classes.definition}>
        <div className={classes.definitionHead}>
          <h2>{title}</h2>
          <IconButton label={t('definition.close')} keys="escape" small data-autofocus onClick={onClose}>
            <X size={15} />
          </IconButton>
        </div>
        <p>{words(metric.explanation)}</p>
        <dl>
          <dt>{t('definition.formula')}</dt>
          <dd>{words(metric.formula)}</dd>
          <dt>{t('definition.unit')}</dt>
          <dd>{t(`unit.${metric.unit}`)}</dd>
          <dt>{t('definition.direction')}</dt>
          <dd>{t(`direction.${metric.direction}`)}</dd>
          <dt>{t('definition.time')}</dt>
          <dd>{metric.bases.map((basis) => t(`basis.${basis}`)).join(t('and'))}</dd>
        </dl>
      </div>
    </Panel>
  )
}
