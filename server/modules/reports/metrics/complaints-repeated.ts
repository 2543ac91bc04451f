import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { complaintRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'complaints-repeated',
  order: 121,
  title: { en: 'Repeated complaints', ja: 'クレームの再発率' },
  explanation: {
    en: 'Of the complaints that were recorded in the period, the share that somebody marked as repeating an earlier one. Agent: who sees to the complaint. Team: who has the conversation now.',
    ja: '期間内に記録されたクレームのうち、以前のクレームの再発として関連付けられたものの割合です。担当者はクレームの担当、チームは会話の現在のチームで集計します。',
  },
  formula: {
    en: 'Complaints that repeat an earlier one ÷ complaints recorded',
    ja: '再発したクレーム ÷ 記録されたクレーム',
  },
  unit: 'share',
  direction: 'lower',
  measures: ['share'],
  bases: ['calendar'],
  by: [...ALL_DIMENSIONS, 'cause'],
  rowUnit: 'share',
  rows: (period) =>
    complaintRows(period, sql`p.opened_at`, sql`case when p.repeats_id is null then 0 else 1 end`),
}
