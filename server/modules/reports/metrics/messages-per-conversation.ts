import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { resolved } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'messages-per-conversation',
  order: 90,
  title: { en: 'Messages per conversation', ja: '1会話あたりのメッセージ数' },
  explanation: {
    en: 'For the conversations resolved in the period, how many messages customers and our people wrote in each, up to now. Notes, automatic messages and replies that never left or came back undelivered do not count. A conversation that was opened again counts by its last resolve. Conversations that we started count too (they can be filtered out); those opened by automated email do not.',
    ja: '期間内に解決した会話について、お客様と担当者がやり取りしたメッセージの数です（現時点まで）。社内メモ・自動メッセージ・送信できなかった返信・不達で戻った返信は数えません。再開された会話は、最後に解決した日時で判定します。当社から始めた会話も含みます（絞り込みで除外できます）。自動送信メールで始まった会話は除きます。',
  },
  formula: {
    en: 'Messages by customers and our people ÷ conversations resolved',
    ja: 'お客様と担当者のメッセージ数 ÷ 解決した会話',
  },
  unit: 'messages',
  direction: 'lower',
  measures: ['mean', 'median', 'p90'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'messages',
  rows: (period) => resolved(period, sql`f.inbound + f.outbound`),
}
