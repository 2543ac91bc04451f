import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { taskRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'tasks-on-time',
  order: 111,
  title: { en: 'Tasks done on time', ja: 'タスクの期限内完了率' },
  explanation: {
    en: 'Of the tasks whose deadline has come in the period, the share that was done by then. What is done later, or is still open, is not on time. Tasks without a deadline and removed tasks do not count. Agent: whose task it is. Team: who has the conversation now.',
    ja: '期間内に期限を迎えたタスクのうち、期限までに完了していた割合です。期限後の完了と未完了は、期限内に数えません。期限のないタスクと削除したタスクは除きます。担当者はタスクの担当、チームは会話の現在のチームで集計します。',
  },
  formula: {
    en: 'Tasks done by their deadline ÷ tasks whose deadline has come',
    ja: '期限までに完了したタスク ÷ 期限を迎えたタスク',
  },
  unit: 'share',
  direction: 'higher',
  measures: ['share'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: 'share',
  rows: (period) =>
    taskRows(period, {
      at: sql`t.due_at`,
      agent: sql`t.assignee_id`,
      // Whether it was on time is known once the deadline has come, or when it was done before that.
      value: sql`case when t.done_at <= t.due_at then 1 else 0 end`,
    }),
}
