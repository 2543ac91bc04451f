import { nothing, sql } from '../../../kernel/db/index.ts'
import { NOBODY } from '../../../kernel/ids.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'

const ENDS = ['opened', 'resolved', 'reopened']

export const metric: Metric = {
  kind: 'level',
  id: 'backlog',
  order: 20,
  title: { en: 'Backlog', ja: '未解決件数' },
  explanation: {
    en: 'Conversations that are open, pending or snoozed at the end of each day, week or month; for a period, at its end. It does not matter who started them: customers, us or automated email. Team and agent: who has the conversation now.',
    ja: '各日（週・月）の終わりの時点で、要対応・保留・スヌーズのいずれかの状態にある会話の件数です。期間全体の値は期間末の件数です。お客様・当社・自動送信メールのどれから始まった会話も含みます。チームと担当者は、現在の担当で集計します。',
  },
  formula: {
    en: 'Number of conversations that are not resolved at that moment',
    ja: 'その時点で解決済みになっていない会話の件数',
  },
  unit: 'conversations',
  direction: 'lower',
  measures: ['count'],
  bases: ['calendar'],
  by: [...ALL_DIMENSIONS, 'status'],
  rowUnit: 'seconds',
  // Where a conversation stood at a moment is told by its first move after it, or, without one, by where it stands now.
  rows: ({ workspaceId, to, now }) => sql`
    select c.id, c.id as conversation_id, c.opened_at as at, c.inbox_id, c.team_id, c.assignee_id as agent_id, null::text as origin,
      greatest(0, extract(epoch from least(${to}::timestamptz, ${now}::timestamptz) - c.opened_at))::double precision as value
    from conversations c
    left join (
      select distinct on (f.conversation_id) f.conversation_id, f.from_state
      from facts f
      where f.workspace_id = ${workspaceId} and f.kind in ('opened', 'resolved', 'reopened') and f.at >= ${to}
      order by f.conversation_id, f.at, f.id
    ) later on later.conversation_id = c.id
    where c.workspace_id = ${workspaceId} and c.merged_into is null
      and case when later.conversation_id is null then c.status else later.from_state end <> 'resolved'`,
  standing: (workspaceId) => sql`
    select n.inbox_id, nullif(n.team_id, ${NOBODY}::uuid) as team_id, nullif(n.assignee_id, ${NOBODY}::uuid) as agent_id, n.status,
      n.count as amount
    from conversation_counts n
    where n.workspace_id = ${workspaceId} and n.status <> 'resolved'`,
  moves: (workspaceId, since, byStatus) => {
    const amount = byStatus ? sql`s.amount` : sql`case when f.kind = 'resolved' then -1 else 1 end`
    // By status, a move leaves one and enters another; for the sum only the ends of the way count.
    const ways = byStatus
      ? sql`cross join lateral (values (f.to_state, 1), (f.from_state, -1)) as s (status, amount)`
      : nothing
    return sql`
    select f.at, f.inbox_id, c.team_id, c.assignee_id as agent_id, ${byStatus ? sql`s.status` : sql`null::text`} as status,
      ${amount} as amount
    from facts f
    left join conversations c on c.workspace_id = ${workspaceId} and c.id = f.conversation_id
    ${ways}
    where f.workspace_id = ${workspaceId} and f.kind = any(${byStatus ? [...ENDS, 'status'] : ENDS}::text[]) and f.at >= ${since}
      ${byStatus ? sql`and s.status <> 'resolved'` : nothing}`
  },
}
