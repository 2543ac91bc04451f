import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { deleteCalendarRow, lockCalendars } from './queries.ts'
import { demandCalendar } from './read-calendars.ts'
import { toAudit } from './shape.ts'

/** Removes a calendar that nobody goes by. Throws `conflict` for the default one, and for one that is in use. */
export const deleteCalendar = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'settings.write')
  // A row that takes this one for its calendar waits for the lock, by its foreign key.
  await lockCalendars(tx)
  const row = await demandCalendar(tx, id)
  if (row.isDefault)
    throw conflict(
      'hours.calendar-default',
      'This is the default calendar. Make another one the default first, then delete this one.',
    )
  if (row.inboxIds.length + row.teamIds.length > 0)
    throw conflict(
      'hours.calendar-in-use',
      'Inboxes or teams go by this calendar. Take them out of it first, then delete it.',
    )
  await deleteCalendarRow(tx, id)
  await recordAudit(tx, caller, {
    action: 'hours.delete-calendar',
    subject: { kind: 'calendar', id },
    details: toAudit(row),
  })
}
