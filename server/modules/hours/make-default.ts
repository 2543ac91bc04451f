import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import { calendarsChanged } from './events.ts'
import { lockCalendars, setDefault, type CalendarRow } from './queries.ts'
import { demandCalendar } from './read-calendars.ts'

/** Makes a calendar the one that holds wherever neither the inbox nor the team has one. */
export const makeDefault = async (tx: Tx, caller: Caller, id: string): Promise<CalendarRow> => {
  demand(caller, 'settings.write')
  await lockCalendars(tx)
  const row = await demandCalendar(tx, id)
  if (row.isDefault) return row
  await setDefault(tx, id)
  await recordAudit(tx, caller, {
    action: 'hours.make-default',
    subject: { kind: 'calendar', id },
    details: { name: row.name },
  })
  tx.announce(calendarsChanged({ calendarId: id }))
  return demandCalendar(tx, id)
}
