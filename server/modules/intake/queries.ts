import type { Db, Tx } from '../../kernel/db/index.ts'
import { LOCK_SPACES, sql } from '../../kernel/db/index.ts'
import { sha256 } from '../../kernel/secrets/index.ts'
import { EMAIL } from '../customers/index.ts'

/** What came in, before anything is understood. */
export interface NewArrival {
  id: string
  inboxId: string
  externalId: string
  raw: Buffer
}

/** Beginning of external ids of which only a hash is left. */
export const HASHED = 'erased:'

/**
 * What stands in the place of an external id once its sender was erased. Hashed here: compared with a function of a column,
 * no index would serve under row-level security.
 */
const erasedId = (externalId: string): string => `${HASHED}${sha256(externalId).toString('hex')}`

/**
 * Keeps raw arrivals; gives the ids of those that are new. The same external id of an inbox is kept once, also where only
 * its hash is left, since its sender was erased. The first list is a sub-select: a planner that sees how many there are
 * believes a plan for just as many to be worth making, each time anew, and that takes longer than the insert.
 */
export const insertArrivals = async (
  db: Db,
  rows: readonly NewArrival[],
  now: Date,
): Promise<Set<string>> => {
  const kept = await db.many<{ id: string }>(sql`
    insert into arrivals (workspace_id, id, inbox_id, external_id, raw, received_at)
    select ${db.workspaceId}, r.id, r.inbox_id, r.external_id, r.raw, ${now}
    from unnest((select ${rows.map((r) => r.id)}::uuid[]), ${rows.map((r) => r.inboxId)}::uuid[], ${rows.map((r) => r.externalId)}::text[],
      ${rows.map((r) => r.raw)}::bytea[], ${rows.map((r) => erasedId(r.externalId))}::text[])
      as r (id, inbox_id, external_id, raw, erased_id)
    where not exists (
      select from arrivals e
      where e.workspace_id = ${db.workspaceId} and e.inbox_id = r.inbox_id and e.external_id = r.erased_id)
    on conflict (workspace_id, inbox_id, external_id) do nothing
    returning id`)
  return new Set(kept.map((row) => row.id))
}

/** A waiting arrival with its bytes. */
export interface WaitingArrival {
  id: string
  inboxId: string
  raw: Buffer
  /** How often it was begun, as far as that was written down. */
  attempts: number
  /** Why the last attempt failed. */
  reason: string | null
  receivedAt: Date
  /** Somebody wants it as a message. */
  wanted: boolean
  /** How many bytes came, where only the beginning is kept. */
  fullSize: number | null
  /** How many waited when it was read, up to the limit. */
  waiting: number
}

/**
 * Takes the workspace's intake until the end of the transaction: `locked` is false when another process has it. Tells with it
 * whether anybody's contact is limited, so that nothing more is asked where nobody's is.
 */
export const lockIntake = (tx: Tx): Promise<{ locked: boolean; limits: boolean }> =>
  tx.one(sql`
    select pg_try_advisory_xact_lock(${LOCK_SPACES.intake}::integer, ${tx.workspaceId}::integer) as locked,
      exists (select from contact_limits l where l.workspace_id = ${tx.workspaceId} and l.lifted_at is null) as limits`)

/**
 * The oldest waiting arrivals, without those of some inboxes, whose bytes together stay below `bytes`; always at least
 * one. One that was begun before and never ended comes alone, so that it can harm no other.
 */
export const waitingArrivals = (
  tx: Tx,
  limit: number,
  bytes: number,
  without: readonly string[],
): Promise<WaitingArrival[]> =>
  tx.many(sql`
    with sized as (
      select a.id, sum(octet_length(a.raw)) over (order by a.id) - octet_length(a.raw) as ahead,
        row_number() over (order by a.id) as place, count(*) over () as waiting, sum(sign(a.attempts)) over (order by a.id) as suspects
      from (
        select w.id, w.raw, w.attempts from arrivals w
        where w.workspace_id = ${tx.workspaceId} and w.state = 'waiting' and w.inbox_id <> all(${without}::uuid[])
        order by w.id limit ${limit}
      ) a
    )
    select r.id, r.inbox_id as "inboxId", r.raw, r.attempts, r.reason, r.received_at as "receivedAt", r.wanted,
      r.full_size as "fullSize", s.waiting
    from sized s join arrivals r on r.workspace_id = ${tx.workspaceId} and r.id = s.id
    where s.place = 1 or (s.ahead < ${bytes} and s.suspects = 0)
    order by r.id`)

/** Counts attempts of arrivals, or takes them back; a reason is kept with them. */
export const countAttempts = (
  db: Db,
  ids: readonly string[],
  more: number,
  reason: string | null,
): Promise<number> =>
  db.run(sql`
    update arrivals set attempts = greatest(attempts + ${more}, 0), reason = coalesce(${reason}, reason)
    where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[]) and state = 'waiting'`)

/** What became of arrivals. */
export interface ArrivalOutcome {
  id: string
  state: 'done' | 'ignored' | 'quarantined'
  reason: string | null
}

/** Keeps what became of arrivals. */
export const finishArrivals = (tx: Tx, outcomes: readonly ArrivalOutcome[]): Promise<number> =>
  tx.run(sql`
    update arrivals a set state = o.state, reason = o.reason, attempts = greatest(a.attempts, 1), processed_at = ${tx.now}
    from unnest(${outcomes.map((o) => o.id)}::uuid[], ${outcomes.map((o) => o.state)}::text[], ${outcomes.map((o) => o.reason)}::text[]) as o (id, state, reason)
    where a.workspace_id = ${tx.workspaceId} and a.id = o.id`)

/** How many lie in quarantine, by inbox. */
export const quarantineCounts = (db: Db): Promise<{ inboxId: string; count: number }[]> =>
  db.many(sql`
    select inbox_id as "inboxId", count(*) as count from arrivals
    where workspace_id = ${db.workspaceId} and state = 'quarantined' group by inbox_id`)

/** The bytes that a message came as, where somebody's mail address wrote it; empty once they were let go. */
export const messageSource = (db: Db, messageId: string): Promise<{ raw: Buffer } | undefined> =>
  db.maybe(sql`
    select a.raw from messages m
    join arrivals a on a.workspace_id = ${db.workspaceId} and a.id = m.arrival_id
    where m.workspace_id = ${db.workspaceId} and m.id = ${messageId} and m.kind = 'inbound'
      and m.recipients @> ${JSON.stringify([{ role: 'from', kind: EMAIL }])}::jsonb`)

/** The arrival that a customer's message came as, with the key that it has on its channel. */
export const arrivalOfMessage = (
  tx: Tx,
  messageId: string,
): Promise<
  | (Pick<WaitingArrival, 'id' | 'inboxId' | 'raw' | 'receivedAt' | 'wanted' | 'fullSize'> & {
      channelKey: string | null
    })
  | undefined
> =>
  tx.maybe(sql`
    select a.id, a.inbox_id as "inboxId", a.raw, a.received_at as "receivedAt", a.wanted, a.full_size as "fullSize",
      m.channel_key as "channelKey"
    from messages m
    join arrivals a on a.workspace_id = ${tx.workspaceId} and a.id = m.arrival_id
    where m.workspace_id = ${tx.workspaceId} and m.id = ${messageId} and m.kind = 'inbound'`)

/** The inbox of an arrival in that state, locked against whoever else deals with it. */
export const lockedInbox = async (
  tx: Tx,
  id: string,
  state: 'quarantined' | 'dismissed',
): Promise<string | undefined> =>
  (
    await tx.maybe<{ inboxId: string }>(sql`
      select inbox_id as "inboxId" from arrivals
      where workspace_id = ${tx.workspaceId} and id = ${id} and state = ${state} for update`)
  )?.inboxId

/** Lets one arrival of an inbox's quarantine, or all of which bytes are left, wait again; gives how many. */
export const releaseQuarantined = (tx: Tx, inboxId: string, id: string | null): Promise<number> =>
  tx.run(sql`
    update arrivals set state = 'waiting', attempts_before = attempts_before + attempts, attempts = 0, reason = null,
      processed_at = null
    where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId} and state = 'quarantined' and raw <> ''
      and (${id}::uuid is null or id = ${id}::uuid)`)

/** Dismisses one arrival of an inbox's quarantine, or all up to one; gives how many. */
export const dismissRows = (
  tx: Tx,
  inboxId: string,
  { id, upTo }: { id: string | null; upTo: string | null },
): Promise<number> =>
  tx.run(sql`
    update arrivals set state = 'dismissed'
    where workspace_id = ${tx.workspaceId} and inbox_id = ${inboxId} and state = 'quarantined'
      and (${id}::uuid is null or id = ${id}::uuid) and (${upTo}::uuid is null or id <= ${upTo}::uuid)`)

/** Puts a dismissed arrival back into quarantine. */
export const restoreRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`
    update arrivals set state = 'quarantined'
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'dismissed'`)

/** True while arrivals wait. */
export const anyWaiting = async (db: Db): Promise<boolean> =>
  (
    await db.one<{ found: boolean }>(
      sql`select exists (select from arrivals where workspace_id = ${db.workspaceId} and state = 'waiting') as found`,
    )
  ).found

/** Our messages that carry these channel keys, in an inbox or anywhere in its thread; never a customer's. */
export const messagesByChannelKey = (
  tx: Tx,
  keys: readonly { inboxId: string; key: string }[],
): Promise<{ inboxId: string; key: string; messageId: string }[]> =>
  tx.many(sql`
    select t.inbox_id as "inboxId", t.key, t.message_id as "messageId"
    from unnest(${keys.map((k) => k.inboxId)}::uuid[], ${keys.map((k) => k.key)}::text[]) as w (inbox_id, key)
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = w.inbox_id and t.key = w.key
    join messages m on m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'outbound'`)

/** The same in whichever inbox, where each key stands for one message alone. */
export const messagesByKeyAnywhere = (
  tx: Tx,
  keys: readonly string[],
): Promise<{ key: string; messageId: string }[]> =>
  tx.many(sql`
    select w.key, min(t.message_id::text) as "messageId"
    from unnest(${keys}::text[]) as w (key)
    join inboxes i on i.workspace_id = ${tx.workspaceId}
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = i.id and t.key = w.key
    join messages m on m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'outbound'
    group by w.key having count(distinct t.message_id) = 1`)

/** Lets go of the bytes of arrivals. */
export const dropBytes = async (db: Db, ids: readonly string[]): Promise<number> =>
  ids.length === 0
    ? 0
    : db.run(sql`
        update arrivals set full_size = coalesce(full_size, octet_length(raw)), raw = '' where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[])
          and state in ('done', 'ignored', 'dismissed')`)
