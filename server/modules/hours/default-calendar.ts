import type { Db } from '../../kernel/db/index.ts'
import { getWorkspace } from '../workspace/index.ts'
import { officeHours, type Block, type Calendar } from './calendar.ts'
import { defaultCalendarRow, type KeptBlocks } from './queries.ts'

const toBlocks = (kept: KeptBlocks): Block[] => kept.map(([opens, closes]) => ({ opens, closes }))

/** The workspace's calendar as somebody set it; undefined before that. */
export const configuredCalendar = async (db: Db): Promise<Calendar | undefined> => {
  const row = await defaultCalendarRow(db)
  return (
    row && {
      timeZone: row.timeZone,
      week: row.week.map(toBlocks),
      days: row.days.map((day) => ({ ...day, blocks: toBlocks(day.blocks) })),
    }
  )
}

/** The workspace's calendar; until somebody sets it, Monday to Friday from nine to six in the workspace's zone. */
export const defaultCalendar = async (db: Db): Promise<Calendar> =>
  (await configuredCalendar(db)) ?? officeHours((await getWorkspace(db)).timeZone)
