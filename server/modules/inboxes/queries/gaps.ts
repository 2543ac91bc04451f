import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** What became of something that could not be fetched; `wanted`: somebody asked for another try. */
export type GapState = 'open' | 'wanted' | 'dismissed' | 'fetched' | 'gone'

/** Something that lies at a provider and could not be fetched. */
export interface GapRow {
  key: string
  reason: string
  attempts: number
  arrivedAt: Date | null
  state: GapState
  at: Date
}

/** Puts gaps into the list; one that stands there is open again, unless somebody dismissed it. */
export const putGaps = (
  tx: Tx,
  inboxId: string,
  gaps: readonly Pick<GapRow, 'key' | 'reason' | 'attempts' | 'arrivedAt'>[],
): Promise<number> =>
  tx.run(sql`
    insert into inbox_gaps as g (workspace_id, inbox_id, key, reason, attempts, arrived_at, at)
    select ${tx.workspaceId}, ${inboxId}, n.key, n.reason, n.attempts, n.arrived_at, ${tx.now}
    from unnest(${gaps.map((g) => g.key)}::text[], ${gaps.map((g) => g.reason)}::text[],
      ${gaps.map((g) => g.attempts)}::integer[], ${gaps.map((g) => g.arrivedAt)}::timestamptz[]) as n (key, reason, attempts, arrived_at)
    on conflict (workspace_id, inbox_id, key) do update
      set reason = excluded.reason, attempts = excluded.attempts, arrived_at = coalesce(excluded.arrived_at, g.arrived_at),
        state = case when g.state = 'dismissed' then g.state else 'open' end, at = excluded.at`)

/** Gaps of an inbox in some states, by their keys, page by page. */
export const gapRows = (
  db: Db,
  inboxId: string,
  { states, after = null, limit }: { states: readonly GapState[]; after?: string | null; limit: number },
): Promise<GapRow[]> =>
  db.many(sql`
    select key, reason, attempts, arrived_at as "arrivedAt", state, at from inbox_gaps
    where workspace_id = ${db.workspaceId} and inbox_id = ${inboxId} and state = any(${states}::text[])
      and (${after}::text is null or key > ${after}::text)
    order by key limit ${limit}`)

/** How many gaps are open, by inbox. */
export const gapCounts = (db: Db): Promise<{ inboxId: string; count: number }[]> =>
  db.many(sql`
    select inbox_id as "inboxId", count(*) as count from inbox_gaps
    where workspace_id = ${db.workspaceId} and state in ('open', 'wanted') group by inbox_id`)

/** Gives gaps another state where they have one of those, all of an inbox or some; gives how many. */
export const moveGaps = (
  tx: Tx,
  inboxId: string,
  { from, to, keys }: { from: readonly GapState[]; to: GapState; keys: readonly string[] | null },
): Promise<number> =>
  tx.run(sql`
    update inbox_gaps set state = ${to}, at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId} and state = any(${from}::text[])
      and (${keys}::text[] is null or key = any(${keys}::text[]))`)

/** Takes gaps out of the list that are looked for under another key now. */
export const dropGaps = (tx: Tx, inboxId: string, keys: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from inbox_gaps
    where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId} and key = any(${keys}::text[])`)

/** Forgets what was fetched or had gone before a moment. */
export const dropSettledGaps = (db: Db, before: Date): Promise<number> =>
  db.run(sql`
    delete from inbox_gaps
    where workspace_id = ${db.workspaceId} and state in ('fetched', 'gone') and at < ${before}`)
