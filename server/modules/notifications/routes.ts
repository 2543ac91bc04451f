import type { Happenings } from '../../kernel/happenings/index.ts'
import { handles } from '../../kernel/jobs/index.ts'
import { defineRoom, type Room } from '../../kernel/room.ts'
import { readSettings, saveChoices } from './choose-ways.ts'
import { notifications, outward } from './contract.ts'
import { keepDevice, listDevices, removeDevice } from './devices/keep-device.ts'
import { pushKeys } from './devices/push-keys.ts'
import { sendJob } from './jobs.ts'
import { keeps } from './keep-notices.ts'
import { keepTellings } from './keep-tellings.ts'
import { countNotices, listNotices, markNotices } from './list-notices.ts'
import { pushesOf } from './live.ts'
import { followConversations, forgetDevices, readWithConversations } from './on-events.ts'
import { listAgentTellings, listTellings } from './outward/list-tellings.ts'
import { savePreferences } from './outward/save-preferences.ts'
import { sendDue } from './outward/send-due.ts'
import { testWay } from './outward/test-way.ts'

/** The notifications room's wiring; `happenings` are what people are told of. */
export const notificationsRoom = (happenings: Happenings): Room =>
  defineRoom({
    name: 'notifications',
    contract: { ...notifications, ...outward },
    listeners: [keepTellings(happenings), followConversations, readWithConversations, forgetDevices],
    pushes: pushesOf(happenings),
    keeps,
    jobs: [handles(sendJob, (_payload, { db, signal }) => sendDue(db, happenings, signal))],
    recurring: [
      // What was put off, and jobs of a killed process, are found by looking.
      {
        name: 'notifications.look',
        cron: '* * * * *',
        run: ({ db, signal }) => sendDue(db, happenings, signal),
      },
    ],
    handlers: {
      getNotificationSettings: (_input, { db, caller }) => readSettings(db, caller, happenings),
      saveNotificationSettings: ({ body }, { tx, caller }) => saveChoices(tx, caller, happenings, body.ways),
      listNotices: ({ query }, { db, caller }) => listNotices(db, caller, happenings, query),
      countNotices: (_input, { db, caller }) => countNotices(db, caller),
      markNotices: ({ body }, { tx, caller }) => markNotices(tx, caller, body),
      saveNotificationPreferences: ({ body }, { tx, caller }) => savePreferences(tx, caller, body),
      getPushKey: async (_input, { db }) => ({ publicKey: (await pushKeys(db)).publicKey }),
      listPushDevices: (_input, { db, caller }) => listDevices(db, caller),
      keepPushDevice: ({ body }, { tx, caller, http }) =>
        keepDevice(tx, caller, body, http.request.headers['user-agent']),
      removePushDevice: ({ params }, { tx, caller }) => removeDevice(tx, caller, params.deviceId),
      testNotification: ({ body }, { db, caller }) => testWay(db, caller, happenings, body.way),
      listTellings: ({ query }, { db, caller }) => listTellings(db, caller, happenings, query),
      listAgentTellings: ({ params, query }, { db, caller }) =>
        listAgentTellings(db, caller, happenings, { ...params, ...query }),
    },
  })
