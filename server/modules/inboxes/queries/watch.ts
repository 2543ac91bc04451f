import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../queries.ts'

/** What is known of an inbox beyond its connection. */
export interface WatchRow {
  inboxId: string
  readingDone: number | null
  readingTotal: number | null
  waiting: number
  oldestAt: Date | null
  accessRenewedAt: Date | null
  accessEndsAt: Date | null
  accessWords: Sentence | null
  usual: number[] | null
  heardAt: Date | null
  lookedAt: Date | null
  /** When it last went on after a pause. */
  resumedAt: Date | null
  silentSince: Date | null
  copies: number
  copiedAt: Date | null
}

/** Of all inboxes, or of one; none for those of which nothing is known. */
export const watchRows = (db: Db, inboxId: string | null = null): Promise<WatchRow[]> =>
  db.many(sql`
    select inbox_id as "inboxId", reading_done as "readingDone", reading_total as "readingTotal", waiting,
      oldest_at as "oldestAt", access_renewed_at as "accessRenewedAt", access_ends_at as "accessEndsAt",
      access_words as "accessWords", usual, heard_at as "heardAt", looked_at as "lookedAt",
      resumed_at as "resumedAt", silent_since as "silentSince", copies, copied_at as "copiedAt"
    from inbox_watch
    where workspace_id = ${db.workspaceId} and (${inboxId}::uuid is null or inbox_id = ${inboxId}::uuid)`)

/** Counts copies of what had come before. */
export const addCopies = (db: Db, inboxId: string, count: number, at: Date): Promise<number> =>
  db.run(sql`
    insert into inbox_watch as w (workspace_id, inbox_id, copies, copied_at)
    values (${db.workspaceId}, ${inboxId}, ${count}, ${at})
    on conflict (workspace_id, inbox_id) do update
      set copies = w.copies + excluded.copies, copied_at = excluded.copied_at`)

/** Writes how far an island has come. */
export const putReading = (
  tx: Tx,
  inboxId: string,
  row: Pick<WatchRow, 'readingDone' | 'readingTotal' | 'waiting' | 'oldestAt'>,
): Promise<number> =>
  tx.run(sql`
    insert into inbox_watch (workspace_id, inbox_id, reading_done, reading_total, waiting, oldest_at)
    values (${tx.workspaceId}, ${inboxId}, ${row.readingDone}, ${row.readingTotal}, ${row.waiting}, ${row.oldestAt})
    on conflict (workspace_id, inbox_id) do update
      set reading_done = excluded.reading_done, reading_total = excluded.reading_total, waiting = excluded.waiting,
        oldest_at = excluded.oldest_at`)

/** Writes by which permission an island signs in. */
export const putAccess = (
  tx: Tx,
  inboxId: string,
  row: Pick<WatchRow, 'accessRenewedAt' | 'accessEndsAt' | 'accessWords'>,
): Promise<number> =>
  tx.run(sql`
    insert into inbox_watch (workspace_id, inbox_id, access_renewed_at, access_ends_at, access_words)
    values (${tx.workspaceId}, ${inboxId}, ${row.accessRenewedAt}, ${row.accessEndsAt},
      ${row.accessWords === null ? null : JSON.stringify(row.accessWords)}::jsonb)
    on conflict (workspace_id, inbox_id) do update
      set access_renewed_at = excluded.access_renewed_at, access_ends_at = excluded.access_ends_at,
        access_words = excluded.access_words`)

/** Writes what an inbox usually hears. */
export const putUsual = (tx: Tx, inboxId: string, usual: readonly number[] | null): Promise<number> =>
  tx.run(sql`
    insert into inbox_watch (workspace_id, inbox_id, usual) values (${tx.workspaceId}, ${inboxId}, ${usual}::real[])
    on conflict (workspace_id, inbox_id) do update set usual = excluded.usual`)

/** Writes what an inbox last heard, up to when somebody looked, and since when it is silent; gives whether the last is news. */
export const putHeard = async (
  tx: Tx,
  inboxId: string,
  { heardAt, silentSince }: Pick<WatchRow, 'heardAt' | 'silentSince'>,
  lookedAt: Date,
): Promise<number> =>
  tx.run(sql`
    insert into inbox_watch (workspace_id, inbox_id, heard_at, looked_at, silent_since)
    values (${tx.workspaceId}, ${inboxId}, ${heardAt}, ${lookedAt}, ${silentSince})
    on conflict (workspace_id, inbox_id) do update
      set heard_at = excluded.heard_at, looked_at = excluded.looked_at, silent_since = excluded.silent_since`)

/** Writes that an inbox goes on after a pause: it is silent no more until it was for long enough from now on. */
export const putResumed = (tx: Tx, inboxId: string): Promise<number> =>
  tx.run(sql`
    insert into inbox_watch (workspace_id, inbox_id, resumed_at) values (${tx.workspaceId}, ${inboxId}, ${tx.now})
    on conflict (workspace_id, inbox_id) do update set resumed_at = excluded.resumed_at, silent_since = null`)
