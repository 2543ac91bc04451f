import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'

/** What came in, before anything is understood. */
export interface NewArrival {
  id: string
  inboxId: string
  externalId: string
  raw: Buffer
}

/** Keeps raw arrivals; gives the ids of those that are new. The same external id of an inbox is kept once. */
export const insertArrivals = async (
  db: Db,
  rows: readonly NewArrival[],
  now: Date,
): Promise<Set<string>> => {
  const kept = await db.many<{ id: string }>(sql`
    insert into arrivals (workspace_id, id, inbox_id, external_id, raw, received_at)
    select ${db.workspaceId}, r.id, r.inbox_id, r.external_id, r.raw, ${now}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.inboxId)}::uuid[], ${rows.map((r) => r.externalId)}::text[],
      ${rows.map((r) => r.raw)}::bytea[]) as r (id, inbox_id, external_id, raw)
    on conflict (workspace_id, inbox_id, external_id) do nothing
    returning id`)
  return new Set(kept.map((row) => row.id))
}

/** A waiting arrival with its bytes. */
export interface WaitingArrival {
  id: string
  inboxId: string
  raw: Buffer
  attempts: number
  receivedAt: Date
}

/** The oldest waiting arrivals whose bytes together stay below `bytes`; always at least one. */
export const waitingArrivals = (db: Db, limit: number, bytes: number): Promise<WaitingArrival[]> =>
  db.many(sql`
    with sized as (
      select a.id, sum(octet_length(a.raw)) over (order by a.id) - octet_length(a.raw) as ahead
      from (select w.id, w.raw from arrivals w where w.workspace_id = ${db.workspaceId} and w.state = 'waiting' order by w.id limit ${limit}) a
    )
    select r.id, r.inbox_id as "inboxId", r.raw, r.attempts, r.received_at as "receivedAt"
    from sized s join arrivals r on r.workspace_id = ${db.workspaceId} and r.id = s.id
    where s.ahead < ${bytes}
    order by r.id`)

/** Those of the arrivals that still wait and that nobody else holds, locked. */
export const lockWaiting = async (tx: Tx, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await tx.many<{ id: string }>(sql`
    select id from arrivals where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and state = 'waiting'
    order by id for update skip locked`)
  return new Set(rows.map((row) => row.id))
}

/** What became of arrivals. */
export interface ArrivalOutcome {
  id: string
  state: 'done' | 'ignored' | 'quarantined'
  reason: string | null
}

/** Keeps what became of arrivals. */
export const finishArrivals = (tx: Tx, outcomes: readonly ArrivalOutcome[]): Promise<number> =>
  tx.run(sql`
    update arrivals a set state = o.state, reason = o.reason, attempts = a.attempts + 1, processed_at = ${tx.now}
    from unnest(${outcomes.map((o) => o.id)}::uuid[], ${outcomes.map((o) => o.state)}::text[], ${outcomes.map((o) => o.reason)}::text[]) as o (id, state, reason)
    where a.workspace_id = ${tx.workspaceId} and a.id = o.id`)

/** True while arrivals wait. */
export const anyWaiting = async (db: Db): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(
      sql`select exists (select from arrivals where workspace_id = ${db.workspaceId} and state = 'waiting') as found`,
    )
  ).found

/** Our messages that carry these channel keys, in an inbox or anywhere in its thread. */
export const messagesByChannelKey = (
  tx: Tx,
  keys: readonly { inboxId: string; key: string }[],
): Promise<{ key: string; messageId: string }[]> =>
  tx.many(sql`
    select t.key, t.message_id as "messageId"
    from unnest(${keys.map((k) => k.inboxId)}::uuid[], ${keys.map((k) => k.key)}::text[]) as w (inbox_id, key)
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = w.inbox_id and t.key = w.key
    where t.message_id is not null`)
