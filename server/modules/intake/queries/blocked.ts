import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** From whom nothing is taken in. */
export interface BlockedRow {
  value: string
  at: Date
  byName: string
}

/** Everybody who is blocked. */
export const blockedRows = (db: Db): Promise<BlockedRow[]> =>
  db.many(sql`
    select value, at, by_name as "byName" from blocked_senders where workspace_id = ${db.workspaceId} order by value`)

/** Those of some addresses and domains that are blocked. */
export const blockedAmong = async (db: Db, values: readonly string[]): Promise<Set<string>> =>
  new Set(
    (
      await db.many<{ value: string }>(sql`
        select value from blocked_senders where workspace_id = ${db.workspaceId} and value = any(${values}::text[])`)
    ).map(({ value }) => value),
  )

/** Blocks a sender; gives 0 when that is so already. */
export const addBlocked = (tx: Tx, value: string, byName: string): Promise<number> =>
  tx.run(sql`
    insert into blocked_senders (workspace_id, value, at, by_name)
    values (${tx.workspaceId}, ${value}, ${tx.now}, ${byName})
    on conflict (workspace_id, value) do nothing`)

/** Lets a sender in again; gives 0 when nobody had blocked it. */
export const dropBlocked = (tx: Tx, value: string): Promise<number> =>
  tx.run(sql`delete from blocked_senders where workspace_id = ${tx.workspaceId} and value = ${value}`)
