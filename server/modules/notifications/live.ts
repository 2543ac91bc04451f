import type { Happenings } from '../../kernel/happenings/index.ts'
import type { LivePush } from '../../kernel/live/index.ts'
import type { Pushed } from './contract.ts'
import { noticesMarked, peopleTold } from './events.ts'
import { tellingRows, unreadOf } from './queries/notices.ts'
import { sayIt } from './say-it.ts'

/** What people are told goes to their screens, and that they marked something on another one. */
export const pushesOf = (happenings: Happenings): LivePush[] => [
  {
    events: [peopleTold.eventName],
    async load(db, events) {
      const ids = events.flatMap(({ payload }) => (payload as { tellingIds: string[] }).tellingIds)
      const said = await sayIt(db, happenings, await tellingRows(db, ids))
      const unread = await unreadOf(db, [...new Set(said.map(({ row }) => row.agentId))])
      return said.map(({ row, said: words }) => {
        const data: Pushed = {
          ...words,
          desktop: row.ways.includes('desktop'),
          sound: row.ways.includes('sound'),
          push: row.ways.includes('push'),
          unread: unread.get(row.agentId) ?? 0,
        }
        return {
          topics: [`person:${row.agentId}`],
          frame: { type: 'notice', data },
          key: `notice ${row.agentId} ${row.subject}`,
        }
      })
    },
  },
  {
    events: [noticesMarked.eventName],
    load: async (_db, events) =>
      events.map(({ payload }) => {
        const { agentId } = payload as { agentId: string }
        return {
          topics: [`person:${agentId}`],
          frame: { type: 'stale', what: 'notices' },
          key: `stale notices ${agentId}`,
        }
      }),
  },
]
