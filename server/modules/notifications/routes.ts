import { defineRoom } from '../../kernel/room.ts'
import { notifications } from './contract.ts'
import { pushes } from './live.ts'
import { readSettings, saveSettings } from './read-settings.ts'

/** The notifications room's wiring. */
export const room = defineRoom({
  name: 'notifications',
  contract: notifications,
  pushes,
  handlers: {
    getNotificationSettings: (_input, { db, caller }) => readSettings(db, caller),
    saveNotificationSettings: ({ body }, { tx, caller }) => saveSettings(tx, caller, body),
  },
})
