import { conditionsAbout } from '../../kernel/conditions/index.ts'
import { knownAsides, type KnownAsides } from './queries/asides.ts'
import { knownTasks, type KnownTasks } from './queries/tasks.ts'

const ofTasks = conditionsAbout<KnownTasks>('conversation', knownTasks, [
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

const ofAsides = conditionsAbout<KnownAsides>('conversation', knownAsides, [
  {
    name: 'asides.waiting',
    title: {
      en: 'Number of escalations and side conversations without an answer',
      ja: '他部署・取引先からの回答待ちの件数',
    },
    kind: 'number',
    value: ({ waiting }) => waiting,
  },
  {
    name: 'asides.is-overdue',
    title: {
      en: 'An escalation or side conversation is overdue',
      ja: '他部署・取引先の回答が期限を過ぎている',
    },
    kind: 'flag',
    value: ({ overdue }) => overdue > 0,
  },
  {
    name: 'asides.answered',
    title: {
      en: 'An answer from a department or partner has come',
      ja: '他部署・取引先から回答が届いている',
    },
    kind: 'flag',
    value: ({ answered }) => answered > 0,
  },
  {
    name: 'asides.was-escalated',
    title: { en: 'It was escalated', ja: 'エスカレーションした会話' },
    kind: 'flag',
    value: ({ escalations }) => escalations > 0,
  },
])

/** What may be asked of the team's work on a conversation. */
export const conditions = [...ofTasks, ...ofAsides]
