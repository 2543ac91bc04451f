import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { resolved, seconds } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'resolution-time',
  order: 50,
  title: { en: 'Resolution time', ja: '解決時間' },
  explanation: {
    en: 'From the opening of a conversation to the last time it was resolved. A conversation that was opened again runs on: it counts once, when it was resolved for good, and not while it is open. Counted in the period of that resolve, for whoever had the conversation then. Conversations that we started count too (they can be filtered out); those opened by automated email do not.',
    ja: '会話が始まってから、最後に解決済みになるまでの時間です。再開された会話は時間が続き、最終的に解決した日に1件として数えます（再開中は含みません）。解決した時点の担当者に計上します。当社から始めた会話も含みます（絞り込みで除外できます）。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Time of the last resolve − time of the opening',
    ja: '最後に解決済みになった日時 − 会話の開始日時',
  },
  unit: 'seconds',
  direction: 'lower',
  measures: ['median', 'p90', 'mean'],
  bases: ['calendar', 'business'],
  by: ALL_DIMENSIONS,
  rowUnit: 'seconds',
  rows: (period) => resolved(period, seconds(period)),
}
