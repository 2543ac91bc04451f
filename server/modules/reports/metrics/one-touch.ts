import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { resolved } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'one-touch',
  order: 80,
  title: { en: 'One-touch resolution', ja: 'ワンタッチ解決率' },
  explanation: {
    en: 'Of the conversations resolved in the period, the share with at most one reply by a person. It shows how little back-and-forth a solution takes; whether the customer came back is measured by first contact resolution. Notes, automatic replies and replies that never left or came back undelivered do not count. A conversation that was opened again counts by its last resolve. Conversations that we started count too (they can be filtered out); those opened by automated email do not.',
    ja: '期間内に解決した会話のうち、担当者の返信が1回以下だった割合です。解決までのやり取りの少なさを示す指標で、お客様の再連絡の有無は問いません（それは「初回解決率」です）。社内メモ・自動応答・送信できなかった返信・不達で戻った返信は数えません。再開された会話は、最後に解決した日時で判定します。当社から始めた会話も含みます（絞り込みで除外できます）。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Resolved conversations with at most one reply by a person ÷ conversations resolved',
    ja: '解決した会話のうち、担当者の返信が1回以下のもの ÷ 解決した会話',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) => resolved(period, sql`case when f.outbound <= 1 then 1 else 0 end`),
}
