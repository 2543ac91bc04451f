import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'volume',
  order: 10,
  title: { en: 'New conversations', ja: '新規受付件数' },
  explanation: {
    en: 'Conversations that customers opened in the period, by the time when they wrote. Conversations that we started and those opened by automated email do not count. Team and agent: who has the conversation now.',
    ja: '期間内にお客様から始まった会話の件数です。お客様が送信した日時で数えます。当社から始めた会話と、自動送信メールで始まった会話は含みません。チームと担当者は、現在の担当で集計します。',
  },
  formula: { en: 'Number of conversations opened by customers', ja: 'お客様が開始した会話の件数' },
  unit: 'conversations',
  direction: 'neutral',
  measures: ['count'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: null,
  rows: ({ workspaceId, from, to }) => sql`
    select f.id, f.conversation_id, f.at, f.inbox_id, c.team_id, c.assignee_id as agent_id, f.origin, null::double precision as value
    from facts f
    left join conversations c on c.workspace_id = ${workspaceId} and c.id = f.conversation_id
    where f.workspace_id = ${workspaceId} and f.kind = 'opened' and f.origin = 'customer' and f.at >= ${from} and f.at < ${to}`,
}
