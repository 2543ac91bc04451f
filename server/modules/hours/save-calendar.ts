import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { checkCalendar } from './check-calendar.ts'
import { calendarsChanged } from './events.ts'
import {
  calendarRows,
  insertCalendar,
  lockCalendars,
  replaceDays,
  replaceInboxes,
  replaceTeams,
  updateCalendarRow,
  type CalendarRow,
  type KeptCalendar,
} from './queries.ts'
import { demandCalendar } from './read-calendars.ts'
import { fromInput, toAudit, toCalendar, type CalendarChange, type CalendarInput } from './shape.ts'

/** Makes a calendar; the first one is the default. Throws `invalid` for one that can't be meant, `conflict` for a name that is taken. */
export const createCalendar = async (tx: Tx, caller: Caller, input: CalendarInput): Promise<CalendarRow> => {
  demand(caller, 'settings.write')
  const kept = await checked(newId(), input)
  await lockCalendars(tx)
  if (!(await insertCalendar(tx, kept))) throw nameTaken(kept.name)
  await keepRest(tx, caller, kept, input)
  const row = await demandCalendar(tx, kept.id)
  await recordAudit(tx, caller, {
    action: 'hours.create-calendar',
    subject: { kind: 'calendar', id: row.id },
    details: toAudit(row),
  })
  tx.announce(calendarsChanged({ calendarId: row.id }))
  return row
}

/** Replaces a calendar. What was measured before stays as it was measured. */
export const updateCalendar = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: CalendarChange,
): Promise<CalendarRow> => {
  demand(caller, 'settings.write')
  const kept = await checked(id, input)
  await lockCalendars(tx)
  const before = await demandCalendar(tx, id)
  if (!(await updateCalendarRow(tx, kept))) throw nameTaken(kept.name)
  await keepRest(tx, caller, kept, input)
  const row = await demandCalendar(tx, id)
  const { name: _, ...changed } = await auditChange(tx, caller, before, row)
  if (Object.keys(changed).length > 0) tx.announce(calendarsChanged({ calendarId: id }))
  return row
}

/** Notes what became other of a calendar, and gives it. */
const auditChange = async (
  tx: Tx,
  caller: Caller,
  before: CalendarRow,
  after: CalendarRow,
): Promise<ReturnType<typeof changedFields>> => {
  const changed = changedFields(toAudit(before), toAudit(after))
  if (Object.keys(changed).length > 0)
    await recordAudit(tx, caller, {
      action: 'hours.update-calendar',
      subject: { kind: 'calendar', id: after.id },
      details: { ...changed, name: changed['name'] ?? after.name },
    })
  return changed
}

const checked = async (id: string, input: CalendarChange): Promise<KeptCalendar> => {
  const kept = fromInput(id, input)
  if (kept.name === '') throw invalid('hours.name', 'Give the calendar a name.')
  await checkCalendar(await toCalendar({ ...kept, region: null }), kept.region)
  return kept
}

/** Keeps days and who goes by it, where that is said; others that lose somebody by it have that in their history. */
const keepRest = async (
  tx: Tx,
  caller: Caller,
  kept: KeptCalendar,
  { inboxIds, teamIds }: CalendarChange,
): Promise<void> => {
  const before = await calendarRows(tx)
  await Promise.all([
    replaceDays(tx, kept),
    inboxIds && replaceInboxes(tx, kept.id, [...new Set(inboxIds)]),
    teamIds && replaceTeams(tx, kept.id, [...new Set(teamIds)]),
  ])
  for (const after of await calendarRows(tx)) {
    const other = after.id !== kept.id && before.find(({ id }) => id === after.id)
    if (other) await auditChange(tx, caller, other, after)
  }
}

const nameTaken = (name: string) =>
  conflict('hours.calendar-exists', `There is a calendar “${name}” already. Choose another name.`)
