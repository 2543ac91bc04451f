import { invalid } from '../../kernel/errors.ts'
import { defineRoom } from '../../kernel/room.ts'
import { hours } from './contract.ts'
import { deleteCalendar } from './delete-calendar.ts'
import { holidayCountries, holidaysOf, isRegion } from './holidays.ts'
import { makeDefault } from './make-default.ts'
import { calendarRows } from './queries.ts'
import { demandCalendar } from './read-calendars.ts'
import { createCalendar, updateCalendar } from './save-calendar.ts'
import { toLine, toWire } from './shape.ts'

/** The hours room's wiring. */
export const room = defineRoom({
  name: 'hours',
  contract: hours,
  handlers: {
    listCalendars: async (_input, { db }) => {
      const now = db.kernel.clock.now()
      return Promise.all((await calendarRows(db)).map((row) => toLine(row, now)))
    },
    getCalendar: async ({ params }, { db }) =>
      toWire(await demandCalendar(db, params.calendarId), db.kernel.clock.now()),
    createCalendar: async ({ body }, { tx, caller }) =>
      toWire(await createCalendar(tx, caller, body), tx.now),
    updateCalendar: async ({ params, body }, { tx, caller }) =>
      toWire(await updateCalendar(tx, caller, params.calendarId, body), tx.now),
    makeDefaultCalendar: async ({ params }, { tx, caller }) =>
      toWire(await makeDefault(tx, caller, params.calendarId), tx.now),
    deleteCalendar: async ({ params }, { tx, caller }) => {
      await deleteCalendar(tx, caller, params.calendarId)
      return null
    },
    listHolidayCountries: () => holidayCountries(),
    listHolidays: async ({ query: { region, year } }) => {
      if (!(await isRegion(region)))
        throw invalid(
          'hours.region',
          `No public holidays are known for “${region}”. Choose a country of the list.`,
        )
      const holidays = await holidaysOf(region)
      return [...holidays(year), ...holidays(year + 1)]
    },
  },
})
