import type { Db, Tx } from '../db/handles.ts'
import { LOCK_SPACES } from '../db/lock-spaces.ts'
import { sql } from '../db/sql.ts'

/** A waiting event. */
export interface EventRow {
  id: string
  name: string
  payload: unknown
  at: Date
}

/** Takes the workspace's dispatch lock until the end of the transaction; false when another process has it. */
export const lockDispatch = async (tx: Tx): Promise<boolean> =>
  (
    await tx.one<{ locked: boolean }>(
      sql`select pg_try_advisory_xact_lock(${LOCK_SPACES.dispatch}::integer, ${tx.workspaceId}::integer) as locked`,
    )
  ).locked

/** The same, waiting until nobody else has it. */
export const awaitDispatch = (tx: Tx): Promise<unknown> =>
  tx.one(sql`select pg_advisory_xact_lock(${LOCK_SPACES.dispatch}::integer, ${tx.workspaceId}::integer)`)

/**
 * Up to when everything of these kinds that was announced has reached its listeners; now where nothing waits. The first one
 * is not always the oldest: what takes long is announced behind what began after it.
 */
export const handledUntil = async (tx: Tx, kinds: readonly { eventName: string }[]): Promise<Date> =>
  (
    await tx.one<{ at: Date | null }>(sql`
      select min(at) as at from events
      where workspace_id = ${tx.workspaceId} and name = any(${kinds.map(({ eventName }) => eventName)}::text[])`)
  ).at ?? tx.now

/** The oldest waiting events. */
export const waitingEvents = (tx: Tx, limit: number): Promise<EventRow[]> =>
  tx.many(
    sql`select id, name, payload, at from events where workspace_id = ${tx.workspaceId} order by id limit ${limit}`,
  )

/** Removes events that every listener has handled. */
export const removeEvents = (tx: Tx, ids: string[]): Promise<number> =>
  tx.run(sql`delete from events where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)

/** How many events wait, for health pages. */
export const countWaiting = async (db: Db): Promise<number> =>
  (await db.one<{ n: number }>(sql`select count(*) as n from events where workspace_id = ${db.workspaceId}`))
    .n
