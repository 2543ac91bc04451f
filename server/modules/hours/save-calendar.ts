import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, invalid } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { changedFields, recordAudit } from '../audit/index.ts'
import { checkCalendar } from './check-calendar.ts'
import {
  insertCalendar,
  lockCalendar,
  replaceDays,
  replaceInboxes,
  replaceTeams,
  updateCalendarRow,
  type CalendarRow,
  type KeptCalendar,
} from './queries.ts'
import { demandCalendar } from './read-calendars.ts'
import { fromInput, toAudit, toCalendar, type CalendarInput } from './shape.ts'

/** Makes a calendar; the first one is the default. Throws `invalid` for one that can't be meant, `conflict` for a name that is taken. */
export const createCalendar = async (tx: Tx, caller: Caller, input: CalendarInput): Promise<CalendarRow> => {
  demand(caller, 'settings.write')
  const kept = await checked(newId(), input)
  if (!(await insertCalendar(tx, kept))) throw nameTaken(kept.name)
  await keepRest(tx, kept, input)
  const row = await demandCalendar(tx, kept.id)
  await recordAudit(tx, caller, {
    action: 'hours.create-calendar',
    subject: { kind: 'calendar', id: row.id },
    details: toAudit(row),
  })
  return row
}

/** Replaces a calendar. What was measured before stays as it was measured. */
export const updateCalendar = async (
  tx: Tx,
  caller: Caller,
  id: string,
  input: CalendarInput,
): Promise<CalendarRow> => {
  demand(caller, 'settings.write')
  const kept = await checked(id, input)
  await lockCalendar(tx, id)
  const before = toAudit(await demandCalendar(tx, id))
  if (!(await updateCalendarRow(tx, kept))) throw nameTaken(kept.name)
  await keepRest(tx, kept, input)
  const row = await demandCalendar(tx, id)
  const changed = changedFields(before, toAudit(row))
  if (Object.keys(changed).length > 0)
    await recordAudit(tx, caller, {
      action: 'hours.update-calendar',
      subject: { kind: 'calendar', id },
      details: { ...changed, name: changed.name ?? row.name },
    })
  return row
}

const checked = async (id: string, input: CalendarInput): Promise<KeptCalendar> => {
  const kept = fromInput(id, input)
  if (kept.name === '') throw invalid('hours.name', 'Give the calendar a name.')
  await checkCalendar(await toCalendar({ ...kept, region: null }), kept.region)
  return kept
}

const keepRest = async (tx: Tx, kept: KeptCalendar, input: CalendarInput): Promise<void> => {
  await Promise.all([
    replaceDays(tx, kept),
    replaceInboxes(tx, kept.id, [...new Set(input.inboxIds)]),
    replaceTeams(tx, kept.id, [...new Set(input.teamIds)]),
  ])
}

const nameTaken = (name: string) =>
  conflict('hours.calendar-exists', `There is a calendar “${name}” already. Choose another name.`)
