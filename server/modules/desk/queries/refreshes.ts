import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** How far the search index was brought up to date as a whole. */
export interface RefreshRow {
  /** The rules by which it is or was done. */
  version: number
  phase: 'customers' | 'conversations' | 'messages' | 'done'
  /** The last one of the phase that was written. */
  afterId: string | null
  done: number
  total: number
}

/** The last one; undefined when there never was one. */
export const refreshRow = (db: Db): Promise<RefreshRow | undefined> =>
  db.maybe(sql`
    select version, phase, after_id as "afterId", done, total from search_refreshes
    where workspace_id = ${db.workspaceId}`)

/** Begins one from the beginning. */
export const beginRefresh = (tx: Tx, version: number): Promise<number> =>
  tx.run(sql`
    insert into search_refreshes (workspace_id, version, phase, total, started_at)
    select ${tx.workspaceId}, ${version}::integer, 'customers',
      (select count(*)::integer from customers u where u.workspace_id = ${tx.workspaceId})
        + (select count(*)::integer from conversations c where c.workspace_id = ${tx.workspaceId})
        + (select count(*)::integer from messages m where m.workspace_id = ${tx.workspaceId}), ${tx.now}
    on conflict (workspace_id) do update set version = excluded.version, phase = 'customers', after_id = null, done = 0,
      total = excluded.total, started_at = excluded.started_at, ended_at = null`)

/** Notes how far it has come. */
export const moveRefresh = (
  tx: Tx,
  place: { phase: RefreshRow['phase']; afterId: string | null; more: number },
): Promise<number> =>
  tx.run(sql`
    update search_refreshes set phase = ${place.phase}, after_id = ${place.afterId}::uuid, done = done + ${place.more},
      total = greatest(total, done + ${place.more}),
      ended_at = case when ${place.phase}::text = 'done' then ${tx.now}::timestamptz end
    where workspace_id = ${tx.workspaceId}`)
