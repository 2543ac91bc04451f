import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { resolved } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'solved-within-24-hours',
  order: 60,
  title: { en: 'Resolved within 24 hours', ja: '24時間以内の解決率' },
  explanation: {
    en: 'Of the conversations resolved in the period, the share whose resolution time is at most 24 hours by the calendar, nights and holidays included. A conversation that was opened again counts by its last resolve. Conversations that we started count too (they can be filtered out); those opened by automated email do not.',
    ja: '期間内に解決した会話のうち、解決時間が24時間以内（夜間・休日を含む経過時間）だった割合です。再開された会話は、最後に解決した日時で判定します。当社から始めた会話も含みます（絞り込みで除外できます）。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Conversations resolved at most 24 hours after their opening ÷ conversations resolved',
    ja: '開始から24時間以内に解決した会話 ÷ 解決した会話',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) => resolved(period, sql`case when f.value <= 86400 then 1 else 0 end`),
}
