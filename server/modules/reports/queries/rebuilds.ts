import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** How far the making anew of all facts has come. */
export interface RebuildRow {
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** Their name; null: the installation itself. */
  askedBy: string | null
  askedAt: Date
  endedAt: Date | null
  /** Conversations. */
  total: number
  done: number
  /** The last conversation measured. */
  afterId: string | null
}

const columns = sql`state, asked_by as "askedBy", asked_at as "askedAt", ended_at as "endedAt", total, done, after_id as "afterId"`

/** The last one; undefined when there never was one. */
export const rebuildRow = (db: Db): Promise<RebuildRow | undefined> =>
  db.maybe(sql`select ${columns} from report_rebuilds where workspace_id = ${db.workspaceId}`)

/** Notes that one was asked for; undefined while another one waits or runs. */
export const askRebuild = (tx: Tx, askedBy: string | null): Promise<RebuildRow | undefined> =>
  tx.maybe(sql`
    insert into report_rebuilds (workspace_id, state, asked_by, asked_at, total)
    select ${tx.workspaceId}, 'waiting', ${askedBy}::text, ${tx.now}, count(*)::integer
    from conversations c where c.workspace_id = ${tx.workspaceId} and c.merged_into is null
    on conflict (workspace_id) do update set state = 'waiting', asked_by = excluded.asked_by, asked_at = excluded.asked_at,
      ended_at = null, total = excluded.total, done = 0, after_id = null
    where report_rebuilds.state in ('done', 'failed')
    returning ${columns}`)

/** Notes how far it has come. Conversations that came meanwhile are measured, too. */
export const moveRebuild = (tx: Tx, afterId: string, more: number): Promise<number> =>
  tx.run(sql`
    update report_rebuilds set state = 'running', done = done + ${more}, total = greatest(total, done + ${more}), after_id = ${afterId}
    where workspace_id = ${tx.workspaceId}`)

/** Notes that it runs, waits for another attempt, or has ended. */
export const setRebuildState = (tx: Tx, state: RebuildRow['state']): Promise<number> =>
  tx.run(sql`
    update report_rebuilds set state = ${state},
      ended_at = case when ${state}::text in ('done', 'failed') then ${tx.now}::timestamptz end
    where workspace_id = ${tx.workspaceId}`)
