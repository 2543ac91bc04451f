import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'response-rate',
  order: 40,
  title: { en: 'Response rate', ja: '応答率' },
  explanation: {
    en: 'Of the conversations that customers opened in the period, the share that a person has replied to by now; the others are listed. Automatic acknowledgements and bots do not count as a reply. Conversations opened a moment ago count as unanswered until they are answered. Conversations that we started and those opened by automated email are left out. Team and agent: who has the conversation now.',
    ja: '期間内にお客様から始まった会話のうち、現時点までに担当者が返信した割合です。未返信の会話は一覧で確認できます。自動応答やボットの返信は含みません。受け付けたばかりの会話も、返信するまでは未返信として数えます。当社から始めた会話と、自動送信メールで始まった会話は除きます。チームと担当者は、現在の担当で集計します。',
  },
  formula: {
    en: 'Conversations answered by a person ÷ conversations opened by customers',
    ja: '担当者が返信した会話 ÷ お客様が開始した会話',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: ({ workspaceId, from, to }) => sql`
    select f.id, f.conversation_id, f.at, f.inbox_id, c.team_id, c.assignee_id as agent_id, f.origin,
      case when a.id is null then 0 else 1 end::double precision as value
    from facts f
    left join facts a on a.workspace_id = ${workspaceId} and a.conversation_id = f.conversation_id and a.kind = 'first-response'
    left join conversations c on c.workspace_id = ${workspaceId} and c.id = f.conversation_id
    where f.workspace_id = ${workspaceId} and f.kind = 'opened' and f.origin = 'customer' and f.at >= ${from} and f.at < ${to}`,
}
