import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'
import { newId } from '../../kernel/ids.ts'

/** Blocks as they are kept: [opens, closes] in minutes after midnight. */
export type KeptBlocks = [opens: number, closes: number][]

/** The default calendar as it is kept. */
export interface CalendarRow {
  timeZone: string
  week: KeptBlocks[]
  days: { date: string; name: string; blocks: KeptBlocks }[]
}

/** The workspace's default calendar with its special days by date; undefined while nobody has set one. */
export const defaultCalendarRow = (db: Db): Promise<CalendarRow | undefined> =>
  db.maybe(sql`
    select c.time_zone as "timeZone", c.week,
      coalesce((
        select jsonb_agg(jsonb_build_object('date', d.day, 'name', d.name, 'blocks', d.blocks) order by d.day)
        from calendar_days d
        where d.workspace_id = ${db.workspaceId} and d.calendar_id = c.id), '[]') as days
    from calendars c
    where c.workspace_id = ${db.workspaceId} and c.is_default`)

/** Replaces the default calendar and its special days. */
export const replaceDefaultCalendar = async (tx: Tx, row: CalendarRow): Promise<void> => {
  const { id } = await tx.one<{ id: string }>(sql`
    insert into calendars (workspace_id, id, name, time_zone, week, is_default, created_at, updated_at)
    values (${tx.workspaceId}, ${newId()}, '', ${row.timeZone}, ${JSON.stringify(row.week)}::jsonb, true, ${tx.now}, ${tx.now})
    on conflict (workspace_id) where is_default do update set
      time_zone = excluded.time_zone, week = excluded.week, updated_at = excluded.updated_at
    returning id`)
  await tx.run(sql`delete from calendar_days where workspace_id = ${tx.workspaceId} and calendar_id = ${id}`)
  await tx.run(sql`
    insert into calendar_days (workspace_id, calendar_id, day, name, blocks)
    select ${tx.workspaceId}, ${id}::uuid, d.date, d.name, d.blocks
    from jsonb_to_recordset(${JSON.stringify(row.days)}::jsonb) as d (date date, name text, blocks jsonb)`)
}
