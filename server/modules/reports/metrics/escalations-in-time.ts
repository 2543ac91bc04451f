import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { escalationRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'escalations-in-time',
  order: 115,
  title: { en: 'Escalations answered in time', ja: 'エスカレーションの期限内回答率' },
  explanation: {
    en: 'Of the escalations whose deadline has come in the period, the share that was answered by then. What was closed without an answer, is answered later, or not yet, is not in time. Escalations without a deadline do not count.',
    ja: '期間内に回答期限を迎えたエスカレーションのうち、期限までに回答があった割合です。回答のないままの完了、期限後の回答、未回答は、期限内に数えません。期限のないものは除きます。',
  },
  formula: {
    en: 'Escalations answered by their deadline ÷ escalations whose deadline has come',
    ja: '期限までに回答があったエスカレーション ÷ 期限を迎えたエスカレーション',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) =>
    escalationRows(period, {
      at: sql`a.due_at`,
      value: sql`case when a.answered_at <= a.due_at then 1 else 0 end`,
    }),
}
