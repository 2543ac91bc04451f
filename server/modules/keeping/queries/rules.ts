import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** What an owner said about a kind of data. */
export const ruleRows = (db: Db): Promise<{ kind: string; days: number | null }[]> =>
  db.many(sql`select kind, days from keeping_rules where workspace_id = ${db.workspaceId}`)

/** Keeps what an owner says. */
export const putRule = (tx: Tx, kind: string, days: number | null): Promise<number> =>
  tx.run(sql`
    insert into keeping_rules (workspace_id, kind, days, changed_at)
    values (${tx.workspaceId}, ${kind}, ${days}::integer, ${tx.now})
    on conflict (workspace_id, kind) do update set days = excluded.days, changed_at = excluded.changed_at`)

/** What a rule took, as it is kept. */
export interface RunRow {
  id: string
  kind: string
  days: number
  rows: number
  from: Date | null
  to: Date | null
  startedAt: Date
  endedAt: Date | null
}

const columns = sql`id, kind, days, rows, from_at as "from", to_at as "to", started_at as "startedAt", ended_at as "endedAt"`

/** Begins a run. */
export const insertRun = (tx: Tx, row: { id: string; kind: string; days: number }): Promise<number> =>
  tx.run(sql`
    insert into keeping_runs (workspace_id, id, kind, days, started_at)
    values (${tx.workspaceId}, ${row.id}, ${row.kind}, ${row.days}, ${tx.now})`)

/** Where a run stands, held; undefined once it has ended. */
export const holdRun = (tx: Tx, id: string): Promise<{ place: string | null } | undefined> =>
  tx.maybe(sql`
    select place from keeping_runs
    where workspace_id = ${tx.workspaceId} and id = ${id} and ended_at is null for update`)

/** Adds to a run what a piece of it took. */
export const addToRun = (
  tx: Tx,
  id: string,
  piece: { rows: number; from: Date | null; to: Date | null; next: string | null },
): Promise<number> =>
  tx.run(sql`
    update keeping_runs set rows = rows + ${piece.rows}, from_at = least(from_at, ${piece.from}::timestamptz),
      to_at = greatest(to_at, ${piece.to}::timestamptz), place = ${piece.next},
      ended_at = case when ${piece.next}::text is null then ${tx.now}::timestamptz end
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Ends runs that were interrupted for good. */
export const endRuns = (tx: Tx, kind: string): Promise<number> =>
  tx.run(sql`
    update keeping_runs set ended_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and kind = ${kind} and ended_at is null`)

/** Runs below an id, newest first. */
export const runRows = (db: Db, before: string | null, limit: number): Promise<RunRow[]> =>
  db.many(sql`
    select ${columns} from keeping_runs
    where workspace_id = ${db.workspaceId} and (${before}::uuid is null or id < ${before}::uuid)
    order by id desc limit ${limit}`)
