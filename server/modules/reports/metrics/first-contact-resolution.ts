import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { factColumns } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'first-contact-resolution',
  order: 70,
  title: { en: 'First contact resolution', ja: '初回解決率（FCR）' },
  explanation: {
    en: 'Of the conversations first resolved in the period, the share after which the customer did not get in touch again for the number of days that is set (currently {days}): they did not reopen it, write in it, or start another conversation on the same matter. Another conversation is on a different matter only if both have tags and none in common. The outcome is settled within an hour after those days, so conversations resolved less than {days} × 24 hours ago are left out, and so are those opened by automated email. Conversations that we started count too (they can be filtered out).',
    ja: '期間内に初めて解決済みになった会話のうち、その後{days}日間（設定で変更できます）、お客様が再開せず、同じ会話に書き込まず、同じ用件で新しい会話も始めなかった割合です。別の会話は、双方にタグがあり共通のタグが1つもない場合に限り、別の用件とみなします。結果はこの日数の経過後1時間以内に確定するため、解決から{days}日未満の会話は含みません。自動送信メールで始まった会話も除きます。当社から始めた会話は含みます（絞り込みで除外できます）。',
  },
  formula: {
    en: 'Conversations without further contact after the first resolve ÷ conversations first resolved at least {days} × 24 hours ago',
    ja: '最初の解決後にお客様からの再連絡がなかった会話 ÷ {days}日以上前に初めて解決した会話',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: ({ workspaceId, from, to }) => sql`
    select ${factColumns}, f.value
    from facts f
    where f.workspace_id = ${workspaceId} and f.kind = 'first-contact' and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine'`,
}
