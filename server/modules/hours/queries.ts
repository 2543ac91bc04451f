import type { Db, Sql, Tx } from '../../kernel/db/index.ts'
import { nothing, sql } from '../../kernel/db/index.ts'

/** Blocks as they are kept: [opens, closes] in minutes after midnight. */
export type KeptBlocks = [opens: number, closes: number][]

/** What is kept of a calendar itself. */
export interface KeptCalendar {
  id: string
  name: string
  timeZone: string
  region: string | null
  week: KeptBlocks[]
  days: { date: string; name: string; blocks: KeptBlocks }[]
}

/** A calendar as it is kept, with who goes by it. */
export interface CalendarRow extends KeptCalendar {
  isDefault: boolean
  inboxIds: string[]
  teamIds: string[]
}

const selected = (db: Db, wanted: Sql): Sql => sql`
  select c.id, c.name, c.time_zone as "timeZone", c.region, c.week, c.is_default as "isDefault",
    coalesce((
      select jsonb_agg(jsonb_build_object('date', d.day, 'name', d.name, 'blocks', d.blocks) order by d.day)
      from calendar_days d
      where d.workspace_id = ${db.workspaceId} and d.calendar_id = c.id), '[]') as days,
    array(select i.inbox_id from calendar_inboxes i
      where i.workspace_id = ${db.workspaceId} and i.calendar_id = c.id order by i.inbox_id) as "inboxIds",
    array(select t.team_id from calendar_teams t
      where t.workspace_id = ${db.workspaceId} and t.calendar_id = c.id order by t.team_id) as "teamIds"
  from calendars c
  where c.workspace_id = ${db.workspaceId} ${wanted}`

/** All calendars, the default one first, then by name. */
export const calendarRows = (db: Db): Promise<CalendarRow[]> =>
  db.many(sql`${selected(db, nothing)} order by c.is_default desc, c.name, c.id`)

/** One calendar. */
export const calendarRow = (db: Db, id: string): Promise<CalendarRow | undefined> =>
  db.maybe(selected(db, sql`and c.id = ${id}`))

/** Holds all calendars against other changes until the end of the transaction: one takes inboxes and teams from others. */
export const lockCalendars = (tx: Tx): Promise<number> =>
  tx.run(sql`select 1 from calendars where workspace_id = ${tx.workspaceId} order by id for update`)

/** Adds a calendar without its days; the first one is the default. False when the name is taken. */
export const insertCalendar = async (tx: Tx, row: KeptCalendar): Promise<boolean> =>
  (await tx.run(sql`
    insert into calendars (workspace_id, id, name, time_zone, region, week, is_default, created_at, updated_at)
    select ${tx.workspaceId}, ${row.id}::uuid, ${row.name}::text, ${row.timeZone}::text, ${row.region}::text,
      ${JSON.stringify(row.week)}::jsonb,
      not exists (select from calendars o where o.workspace_id = ${tx.workspaceId}), ${tx.now}::timestamptz, ${tx.now}::timestamptz
    on conflict (workspace_id, name) do nothing`)) === 1

/** Changes a calendar but its days; false when another one has the name. */
export const updateCalendarRow = async (tx: Tx, row: KeptCalendar): Promise<boolean> =>
  (await tx.run(sql`
    update calendars set name = ${row.name}, time_zone = ${row.timeZone}, region = ${row.region},
      week = ${JSON.stringify(row.week)}::jsonb, updated_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}
      and not exists (select from calendars o
        where o.workspace_id = ${tx.workspaceId} and o.name = ${row.name} and o.id <> ${row.id})`)) === 1

/** Replaces a calendar's special days. */
export const replaceDays = async (tx: Tx, { id, days }: KeptCalendar): Promise<void> => {
  await Promise.all([
    tx.run(sql`delete from calendar_days where workspace_id = ${tx.workspaceId} and calendar_id = ${id}`),
    tx.run(sql`
      insert into calendar_days (workspace_id, calendar_id, day, name, blocks)
      select ${tx.workspaceId}, ${id}::uuid, d.date, d.name, d.blocks
      from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as d (date date, name text, blocks jsonb)`),
  ])
}

/** Makes these the inboxes of a calendar: they leave the one that they went by. */
export const replaceInboxes = async (tx: Tx, id: string, inboxIds: readonly string[]): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      delete from calendar_inboxes
      where workspace_id = ${tx.workspaceId} and calendar_id = ${id} and inbox_id <> all(${inboxIds}::uuid[])`),
    tx.run(sql`
      insert into calendar_inboxes (workspace_id, inbox_id, calendar_id)
      select ${tx.workspaceId}, i.id, ${id}::uuid from unnest(${inboxIds}::uuid[]) as i (id)
      on conflict (workspace_id, inbox_id) do update set calendar_id = excluded.calendar_id`),
  ])
}

/** Makes these the teams of a calendar: they leave the one that they went by. */
export const replaceTeams = async (tx: Tx, id: string, teamIds: readonly string[]): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      delete from calendar_teams
      where workspace_id = ${tx.workspaceId} and calendar_id = ${id} and team_id <> all(${teamIds}::uuid[])`),
    tx.run(sql`
      insert into calendar_teams (workspace_id, team_id, calendar_id)
      select ${tx.workspaceId}, t.id, ${id}::uuid from unnest(${teamIds}::uuid[]) as t (id)
      on conflict (workspace_id, team_id) do update set calendar_id = excluded.calendar_id`),
  ])
}

/** Makes a calendar the default, and no other. */
export const setDefault = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(sql`
    update calendars set is_default = false where workspace_id = ${tx.workspaceId} and is_default and id <> ${id}`)
  await tx.run(sql`
    update calendars set is_default = true where workspace_id = ${tx.workspaceId} and id = ${id}`)
}

/** Removes a calendar with its days. */
export const deleteCalendarRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from calendars where workspace_id = ${tx.workspaceId} and id = ${id}`)
