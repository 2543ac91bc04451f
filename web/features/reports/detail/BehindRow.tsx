import { useTranslation } from 'react-i18next'
import type { Output } from '../../../api/types.ts'
import { useAgents, useInboxes, useTeams } from '../../../app/shared/directory.tsx'
import { Time } from '../../../ui/time/Time.tsx'
import { type Manner, type Metric, valueText } from '../figures.ts'
import { ConversationLine } from './ConversationLine.tsx'
import classes from './Detail.module.css'

interface Props {
  row: Output<'reports.listMetricRows'>['items'][number]
  metric: Metric
  manner: Manner
}

/** One row behind a figure. */
export function BehindRow({ row, metric, manner }: Props) {
  const { t, i18n } = useTranslation('reports')
  const agent = useAgents().get(row.agentId ?? '')
  const team = useTeams().get(row.teamId ?? '')
  const inbox = useInboxes().get(row.inboxId)
  const outcome = row.value === 1 ? 'yes' : 'no'
  const value =
    row.value === null || metric.rowUnit === null
      ? null
      : metric.rowUnit === 'share'
        ? i18n.exists(`reports:outcome.${metric.id}.yes`)
          ? t(`outcome.${metric.id}.${outcome}`)
          : t(`outcome.plain.${outcome}`)
        : metric.rowUnit === 'messages'
          ? t('messages', { count: row.value })
          : valueText(metric.rowUnit, 'mean', row.value, manner)
  return (
    <ConversationLine {...row} inbox={inbox}>
      <span className={classes.who}>
        {[agent?.name ?? t('nobody'), team?.name].filter(Boolean).join(' · ')}
      </span>
      <span className={classes.value}>{value}</span>
      <Time at={row.at} form="day" className={classes.at} />
    </ConversationLine>
  )
}
