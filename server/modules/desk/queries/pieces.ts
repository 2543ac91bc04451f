import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'

// Lists stand behind `(select …)`: PostgreSQL then plans for lists of any length, finds its general plan no worse than
// one for these very values, and keeps it instead of planning every call anew.

/** FROM item `i (id)`: the given inboxes, or every one of the workspace. */
export const eachInbox = (db: Db, inboxIds: readonly string[] | null): Sql => sql`
  unnest(coalesce(
    (select ${inboxIds}::uuid[]),
    array(select x.id from inboxes x where x.workspace_id = ${db.workspaceId}))) as i (id)`

/** FROM item `s (status)`. */
export const eachStatus = (statuses: readonly string[]): Sql => sql`
  unnest((select ${statuses}::text[])) as s (status)`

/** Condition: the inbox column is one of those in sight; null sees all. */
export const inSight = (column: Sql, inboxIds: readonly string[] | null): Sql => sql`
  (${inboxIds}::uuid[] is null or ${column} = any(${inboxIds}::uuid[]))`

/** A moment as text to the microsecond, as cursors carry it. */
export const exactMoment = (column: Sql): Sql => sql`
  to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Sorts before every id, and after every id. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000'
export const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
