import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { complaintRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'complaint-resolution-time',
  order: 122,
  title: { en: 'Time to close complaints', ja: 'クレームの完了までの時間' },
  explanation: {
    en: 'For complaints that were closed in the period and still are: the time from when they were recorded to when they were closed for the last time. What stands open is not counted. Agent: who sees to the complaint. Team: who has the conversation now.',
    ja: '期間内に完了し、現在も完了になっているクレームについて、記録してから最後に完了するまでの時間です。対応中のものは含みません。担当者はクレームの担当、チームは会話の現在のチームで集計します。',
  },
  formula: { en: 'Closed − recorded', ja: '完了日時 − 記録日時' },
  unit: 'seconds',
  direction: 'lower',
  measures: ['median', 'p90', 'mean'],
  bases: ['calendar'],
  by: [...ALL_DIMENSIONS, 'cause'],
  rowUnit: 'seconds',
  rows: (period) =>
    complaintRows(period, sql`p.closed_at`, sql`extract(epoch from p.closed_at - p.opened_at)`),
}
