import { conditionsAbout } from '../../kernel/conditions/index.ts'
import { knownTasks, type KnownTasks } from './queries/tasks.ts'

/** What may be asked of the tasks of a conversation. */
export const conditions = conditionsAbout<KnownTasks>('conversation', knownTasks, [
  {
    name: 'tasks.open',
    title: { en: 'Number of open tasks', ja: '未完了のタスク数' },
    kind: 'number',
    value: ({ open }) => open,
  },
  {
    name: 'tasks.is-overdue',
    title: { en: 'A task is overdue', ja: '期限を過ぎたタスクがある' },
    kind: 'flag',
    value: ({ overdue }) => overdue > 0,
  },
  {
    name: 'tasks.all-done',
    title: { en: 'There are tasks, and all are done', ja: 'タスクがすべて完了している' },
    kind: 'flag',
    value: ({ all, open }) => all > 0 && open === 0,
  },
  {
    name: 'tasks.next-due',
    title: { en: 'Next deadline of an open task', ja: '未完了タスクの次の期限' },
    kind: 'moment',
    value: ({ nextDue }) => nextDue,
  },
])
