import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { factColumns } from '../queries/resolves.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'first-contact-resolution',
  order: 70,
  title: { en: 'First contact resolution', ja: '初回解決率（FCR）' },
  explanation: {
    en: 'Of the conversations first resolved in the period, the share after which the customer stayed quiet for 7 days (a setting): did not open it again, did not write in it, and opened no other conversation on the same matter. Another conversation is on another matter only if both have tags and none in common. Conversations resolved less than those days ago are left out, since nobody can know yet; so are those opened by automatic mail. Conversations that we began count too (they can be filtered out).',
    ja: '期間内に初めて解決済みになった会話のうち、その後7日間（設定で変更できます）、お客様が再開せず、同じ会話に書き込まず、同じ用件で新しい会話も始めなかった割合です。別の会話は、双方にタグがあり共通のタグが1つもない場合に限り、別の用件とみなします。解決からその日数が経っていない会話は結果が出ていないため除きます。自動送信メールで始まった会話も除きます。当社から始めた会話は含みます（絞り込みで除外できます）。',
  },
  formula: {
    en: 'Conversations after whose first resolve the customer stayed quiet ÷ conversations first resolved at least 7 days ago',
    ja: '最初の解決後にお客様からの再連絡がなかった会話 ÷ 7日以上前に初めて解決した会話',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: ({ workspaceId, from, to, now, firstContactDays }) => {
    // In hours, so that no change of the clock lengthens a day.
    const quiet = `${firstContactDays * 24} hours`
    return sql`
    select ${factColumns}, case when exists (
        select from message_facts w
        where w.workspace_id = ${workspaceId} and w.conversation_id = f.conversation_id and w.kind = 'inbound'
          and w.at > f.at and w.at <= f.at + ${quiet}::interval
      ) or exists (
        select from facts b
        where b.workspace_id = ${workspaceId} and b.conversation_id = f.conversation_id and b.kind = 'reopened'
          and b.message_id is not null and b.at > f.at and b.at <= f.at + ${quiet}::interval
      ) or exists (
        select from conversations c
        join conversations d on d.workspace_id = ${workspaceId} and d.customer_id = c.customer_id and d.id <> c.id
        join facts n on n.workspace_id = ${workspaceId} and n.conversation_id = d.id and n.kind = 'opened'
        where c.workspace_id = ${workspaceId} and c.id = f.conversation_id
          and n.origin = 'customer' and n.at > f.at and n.at <= f.at + ${quiet}::interval
          and (c.tag_ids = '{}' or d.tag_ids = '{}' or c.tag_ids && d.tag_ids)
      ) then 0 else 1 end::double precision as value
    from facts f
    where f.workspace_id = ${workspaceId} and f.kind = 'resolved' and f.at >= ${from} and f.at < ${to} and f.origin <> 'machine'
      and f.at <= ${now}::timestamptz - ${quiet}::interval
      and not exists (
        select from facts e
        where e.workspace_id = ${workspaceId} and e.conversation_id = f.conversation_id and e.kind = 'resolved'
          and (e.at, e.id) < (f.at, f.id))`
  },
}
