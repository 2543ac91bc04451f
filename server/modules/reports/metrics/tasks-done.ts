import { sql } from '../../../kernel/db/index.ts'
import { ALL_DIMENSIONS, type Metric } from '../metric.ts'
import { taskRows } from '../queries/pieces.ts'

export const metric: Metric = {
  kind: 'flow',
  id: 'tasks-done',
  order: 110,
  title: { en: 'Tasks done', ja: '完了したタスク数' },
  explanation: {
    en: 'Tasks on conversations that were marked as done in the period and still are. Removed tasks do not count. Agent: who did it. Team: who has the conversation now.',
    ja: '期間内に完了し、現在も完了になっている、会話のタスクの件数です。削除したタスクは数えません。担当者は完了した人、チームは会話の現在のチームで集計します。',
  },
  formula: { en: 'Number of tasks done', ja: '完了したタスクの件数' },
  unit: 'tasks',
  direction: 'neutral',
  measures: ['count'],
  bases: ['calendar'],
  by: ALL_DIMENSIONS,
  rowUnit: null,
  rows: (period) => taskRows(period, { at: sql`t.done_at`, agent: sql`t.done_by`, value: sql`null` }),
}
