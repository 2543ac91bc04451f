import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { factColumns, seconds } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'first-response-time',
  order: 30,
  title: { en: 'First response time', ja: '初回応答時間' },
  explanation: {
    en: 'From the customer’s first message, when it was written, to the first reply that a person sent, when they pressed send (or when it was due, if it was scheduled). Counted in the period of the reply, for the person who wrote it. Automatic acknowledgements and bots do not count, nor do notes, replies taken back and replies that never left or came back undelivered. Conversations that we started and those opened by automated email are left out, and so are those without a reply: see the response rate.',
    ja: 'お客様が最初のメッセージを送信してから、担当者が最初の返信を送信するまでの時間です（予約送信の場合は送信予定時刻まで）。返信した日の実績として、返信した担当者に計上します。自動応答・ボットの返信・社内メモ・取り消した返信・送信できなかった返信・不達で戻った返信は含みません。当社から始めた会話、自動送信メールで始まった会話、まだ返信していない会話も除きます（未返信は「応答率」をご覧ください）。',
  },
  formula: {
    en: 'Time of the first reply by a person − time of the customer’s first message',
    ja: '担当者の最初の返信日時 − お客様の最初のメッセージの日時',
  },
  unit: 'seconds',
  direction: 'lower',
  measures: ['median', 'p90', 'mean'],
  bases: ['calendar', 'business'],
  by: ALL_DIMENSIONS,
  rowUnit: 'seconds',
  rows: (period) => sql`
    select ${factColumns}, ${seconds(period)} as value
    from facts f
    where f.workspace_id = ${period.workspaceId} and f.kind = 'first-response' and f.at >= ${period.from} and f.at < ${period.to}`,
}
