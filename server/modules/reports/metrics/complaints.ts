import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { complaintRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'complaints',
  order: 120,
  title: { en: 'Complaints', ja: 'クレーム件数' },
  explanation: {
    en: 'Complaints that were recorded in the period. Removed ones do not count. Agent: who sees to the complaint. Team: who has the conversation now.',
    ja: '期間内に記録されたクレームの件数です。削除したものは数えません。担当者はクレームの担当、チームは会話の現在のチームで集計します。',
  },
  formula: { en: 'Number of complaints recorded', ja: '記録されたクレームの件数' },
  unit: 'complaints',
  direction: 'lower',
  measures: ['count'],
  bases: ['calendar'],
  by: [...ALL_DIMENSIONS, 'cause'],
  rowUnit: null,
  rows: (period) => complaintRows(period, sql`p.opened_at`, sql`null`),
}
