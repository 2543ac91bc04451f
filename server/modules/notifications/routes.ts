import type { Happenings } from '../../kernel/happenings/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { readChoices, saveChoices } from './choose-ways.ts'
import { notifications } from './contract.ts'
import { keeps } from './keep-notices.ts'
import { keepTellings } from './keep-tellings.ts'
import { countNotices, listNotices, markNotices } from './list-notices.ts'
import { pushesOf } from './live.ts'
import { followConversations, readWithConversations } from './on-events.ts'

/** The notifications room's wiring; `happenings` are what people are told of. */
export const notificationsRoom = (happenings: Happenings): Room =>
  defineRoom({
    name: 'notifications',
    contract: notifications,
    listeners: [keepTellings(happenings), followConversations, readWithConversations],
    pushes: pushesOf(happenings),
    keeps,
    handlers: {
      getNotificationSettings: (_input, { db, caller }) => readChoices(db, caller, happenings),
      saveNotificationSettings: ({ body }, { tx, caller }) => saveChoices(tx, caller, happenings, body.ways),
      listNotices: ({ query }, { db, caller }) => listNotices(db, caller, happenings, query),
      countNotices: (_input, { db, caller }) => countNotices(db, caller),
      markNotices: ({ body }, { tx, caller }) => markNotices(tx, caller, body),
    },
  })
