import type { Beside, Exporting } from '../../kernel/personal.ts'
import { asidesAbout, postsAbout, tasksAbout, type WrittenAbout } from './queries/export.ts'

const titled = (title: Beside['title'], rows: readonly WrittenAbout[]): Beside[] =>
  rows.map((row) => ({ ...row, title }))

/** What a team wrote about a person's conversations beside what was said in them. */
export const exports: Exporting = async (db, threadIds) => [
  ...titled({ en: 'Task', ja: 'タスク' }, await tasksAbout(db, threadIds)),
  ...titled({ en: 'Asked of others', ja: '他部署・取引先への確認' }, await asidesAbout(db, threadIds)),
  ...titled({ en: 'Hand-over note', ja: '申し送り' }, await postsAbout(db, threadIds)),
]
