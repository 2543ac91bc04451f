import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { recordAudit } from '../audit/index.ts'
import type { Block, Calendar } from './calendar.ts'
import { checkCalendar } from './check-calendar.ts'
import { replaceDefaultCalendar, type KeptBlocks } from './queries.ts'
import { toWire } from './shape.ts'

const toKept = (blocks: readonly Block[]): KeptBlocks => blocks.map(({ opens, closes }) => [opens, closes])

/** Replaces the workspace's calendar. What was measured before stays as it was measured. */
export const saveHours = async (tx: Tx, caller: Caller, calendar: Calendar): Promise<void> => {
  demand(caller, 'settings.write')
  checkCalendar(calendar)
  await replaceDefaultCalendar(tx, {
    timeZone: calendar.timeZone,
    week: calendar.week.map(toKept),
    days: calendar.days.map((day) => ({ ...day, blocks: toKept(day.blocks) })),
  })
  await recordAudit(tx, caller, {
    action: 'hours.save',
    subject: { kind: 'calendar' },
    details: { ...toWire(calendar) },
  })
}
