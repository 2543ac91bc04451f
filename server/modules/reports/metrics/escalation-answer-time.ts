import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { escalationRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'escalation-answer-time',
  order: 114,
  title: { en: 'Time to answer of escalations', ja: 'エスカレーションの回答時間' },
  explanation: {
    en: 'From the beginning of an escalation to the first answer of whoever was asked, by mail, through the link, or noted by hand. It counts in the period of the answer. Automatic replies are no answers. Agent: who asked. Team: who has the conversation now.',
    ja: 'エスカレーションの開始から、相手の最初の回答（メール、回答ページ、または手入力の記録）までの時間です。回答があった期間に数えます。自動返信は回答に含みません。担当者はエスカレーションした人、チームは会話の現在のチームで集計します。',
  },
  formula: {
    en: 'First answer − beginning of the escalation',
    ja: '最初の回答日時 − エスカレーションの開始日時',
  },
  unit: 'seconds',
  direction: 'lower',
  measures: ['median', 'p90', 'mean'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'seconds',
  rows: (period) =>
    escalationRows(period, {
      at: sql`a.answered_at`,
      value: sql`greatest(0, extract(epoch from a.answered_at - a.created_at))`,
    }),
}
