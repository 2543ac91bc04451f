import type { Db } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { getWorkspace } from '../workspace/index.ts'
import { officeHours, type Calendar } from './calendar.ts'
import { calendarRow, calendarRows, type CalendarRow } from './queries.ts'
import { toCalendar } from './shape.ts'

/** Where a conversation is: what decides by which calendar its time is counted. */
export interface Place {
  inboxId?: string | null
  teamId?: string | null
}

/** The calendars of a workspace, and which one holds where. */
export interface Calendars {
  /** The inbox’s own calendar; if it has none, the team’s; if that has none, the default one. */
  of(place: Place): Calendar
}

/**
 * All calendars, in one statement however many places are asked for: read once for a batch. Until somebody makes one,
 * Monday to Friday from nine to six in the workspace’s zone holds everywhere.
 */
export const readCalendars = async (db: Db): Promise<Calendars> => {
  const rows = await calendarRows(db)
  const byInbox = new Map<string, Calendar>()
  const byTeam = new Map<string, Calendar>()
  let standard: Calendar | undefined
  for (const row of rows) {
    const calendar = await toCalendar(row)
    if (row.isDefault) standard = calendar
    for (const id of row.inboxIds) byInbox.set(id, calendar)
    for (const id of row.teamIds) byTeam.set(id, calendar)
  }
  const fallback = standard ?? officeHours((await getWorkspace(db)).timeZone)
  return {
    of: ({ inboxId, teamId }) => byInbox.get(inboxId ?? '') ?? byTeam.get(teamId ?? '') ?? fallback,
  }
}

/** A calendar as it is kept. Throws `not-found`. */
export const demandCalendar = async (db: Db, id: string): Promise<CalendarRow> => {
  const row = await calendarRow(db, id)
  if (!row) throw notFound('hours.no-calendar', 'There is no such calendar.')
  return row
}
