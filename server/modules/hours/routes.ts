import type { Db } from '../../kernel/db/index.ts'
import { defineRoom } from '../../kernel/room.ts'
import { hours } from './contract.ts'
import { configuredCalendar, defaultCalendar } from './default-calendar.ts'
import { saveHours } from './save-hours.ts'
import { fromWire, toWire } from './shape.ts'

const current = async (db: Db) => {
  const configured = await configuredCalendar(db)
  return { ...toWire(configured ?? (await defaultCalendar(db))), configured: configured !== undefined }
}

/** The hours room's wiring. */
export const room = defineRoom({
  name: 'hours',
  contract: hours,
  handlers: {
    getHours: (_input, { db }) => current(db),
    saveHours: async ({ body }, { tx, caller }) => {
      await saveHours(tx, caller, fromWire(body))
      return current(tx)
    },
  },
})
