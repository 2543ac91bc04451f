import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { escalationRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'escalations',
  order: 112,
  title: { en: 'Escalations', ja: 'エスカレーション数' },
  explanation: {
    en: 'Escalations to other departments that were begun in the period. One conversation may have several. Side conversations with suppliers and carriers do not count. Agent: who asked. Team: who has the conversation now.',
    ja: '期間内に他部署へエスカレーションした件数です。1つの会話で複数回行った場合は、それぞれ数えます。取引先や配送会社とのやり取りは含みません。担当者はエスカレーションした人、チームは会話の現在のチームで集計します。',
  },
  formula: { en: 'Number of escalations begun', ja: '開始したエスカレーションの件数' },
  unit: 'escalations',
  direction: 'neutral',
  measures: ['count'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: null,
  rows: (period) => escalationRows(period, { at: sql`a.created_at`, value: sql`null` }),
}
