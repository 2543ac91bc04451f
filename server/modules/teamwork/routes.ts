import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import type { Sender } from '../delivery/index.ts'
import { actions } from './actions.ts'
import { recoverAsides } from './asides/recover-asides.ts'
import { sendAside } from './asides/send-aside.ts'
import { sendAsideJob } from './asides/send-job.ts'
import { watchAsides } from './asides/watch-asides.ts'
import { conditions } from './conditions.ts'
import { teamwork } from './contract.ts'
import { erases } from './erase-teamwork.ts'
import { exports } from './export-teamwork.ts'
import { tellings } from './happenings.ts'
import { keeps } from './keep-posts.ts'
import { pushes } from './live.ts'
import { forgetTasks } from './tasks/update-task.ts'
import { watchTasks } from './tasks/watch-tasks.ts'
import { handlers } from './handlers.ts'
import { triggers } from './triggers.ts'

/** What people may do about a team's work. */
const permissions = {
  'checklists.write': {
    group: 'leading',
    roles: ['owner', 'lead'],
    title: { en: 'Prepare checklists for everybody', ja: '全員で使うチェックリストを用意する' },
  },
  'announcements.write': {
    group: 'leading',
    roles: ['owner', 'lead'],
    title: { en: 'Announce things, and see who has read them', ja: 'お知らせを掲示し、既読状況を見る' },
  },
  'partners.write': {
    group: 'leading',
    roles: ['owner', 'lead'],
    title: {
      en: 'Keep the list of departments and partners, and kinds of escalation',
      ja: '連携先（他部署・取引先）とエスカレーションの種別を管理する',
    },
  },
} as const

/** The teamwork room's wiring; `sender` is what islands are given when they send. */
export const teamworkRoom = (sender: Sender): Room =>
  defineRoom({
    name: 'teamwork',
    contract: teamwork,
    permissions,
    jobs: [handles(sendAsideJob, ({ messageId }, { db }) => sendAside(db, messageId, sender))],
    recurring: [
      { name: 'teamwork.watch-tasks', cron: '* * * * *', run: ({ db }) => watchTasks(db) },
      { name: 'teamwork.watch-asides', cron: '* * * * *', run: ({ db }) => watchAsides(db) },
      { name: 'teamwork.recover-asides', cron: '* * * * *', run: ({ db }) => recoverAsides(db) },
      {
        name: 'teamwork.forget-tasks',
        cron: '23 * * * *',
        run: async ({ db }) => {
          await db.tx(forgetTasks)
        },
      },
    ],
    pushes,
    erases,
    exports,
    keeps,
    conditions,
    tellings,
    actions,
    triggers,
    handlers,
  })
