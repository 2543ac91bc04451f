import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import type { Promised } from '../wait.ts'

/** A clock as it is kept. */
export interface ClockRow {
  conversationId: string
  promise: Promised
  messageId: string
  policyId: string
  seconds: number
  businessTime: boolean
  startedAt: Date
  endedAt: Date | null
  /** [from, to], as moments in UTC, and once the clock has ended with the seconds that counted. */
  stretches: [from: string, to: string | null, seconds?: number][]
  dueAt: Date | null
  nextAt: Date | null
  warnedAt: Date | null
  breachedAt: Date | null
  /** It was said once that it was over, which turned out to be wrong. */
  wasTold: boolean
}

const columns = sql`
    k.conversation_id as "conversationId", k.promise, k.message_id as "messageId", k.policy_id as "policyId",
      k.seconds, k.business_time as "businessTime", k.started_at as "startedAt", k.ended_at as "endedAt", k.stretches,
      k.due_at as "dueAt", k.next_at as "nextAt", k.warned_at as "warnedAt", k.breached_at as "breachedAt",
      k.was_told as "wasTold"`

const clocksOf = (db: Db, conversationIds: readonly string[]): Sql => sql`
    select ${columns} from sla_clocks k
    where k.workspace_id = ${db.workspaceId} and k.conversation_id = any(${conversationIds}::uuid[])
    order by k.conversation_id, k.started_at, k.message_id, k.promise`

/** Clocks of conversations, the oldest of each first. */
export const clockRows = (db: Db, conversationIds: readonly string[]): Promise<ClockRow[]> =>
  db.many(clocksOf(db, conversationIds))

/** The same, held until the end of the transaction: nobody says meanwhile that the time of one is over. */
export const holdClocks = (tx: Tx, conversationIds: readonly string[]): Promise<ClockRow[]> =>
  tx.many(sql`${clocksOf(tx, conversationIds)} for update of k`)

/** Adds clocks, or changes them. */
export const putClocks = async (tx: Tx, rows: readonly ClockRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into sla_clocks (workspace_id, conversation_id, promise, message_id, policy_id, seconds, business_time, started_at,
      ended_at, stretches, due_at, next_at, warned_at, breached_at, was_told)
    select ${tx.workspaceId}, r."conversationId", r.promise, r."messageId", r."policyId", r.seconds, r."businessTime",
      r."startedAt", r."endedAt", r.stretches, r."dueAt", r."nextAt", r."warnedAt", r."breachedAt", r."wasTold"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      "conversationId" uuid, promise text, "messageId" uuid, "policyId" uuid, seconds integer, "businessTime" boolean,
      "startedAt" timestamptz, "endedAt" timestamptz, stretches jsonb, "dueAt" timestamptz, "nextAt" timestamptz,
      "warnedAt" timestamptz, "breachedAt" timestamptz, "wasTold" boolean)
    on conflict (workspace_id, message_id, promise) do update set conversation_id = excluded.conversation_id,
      policy_id = excluded.policy_id, seconds = excluded.seconds, business_time = excluded.business_time,
      started_at = excluded.started_at, ended_at = excluded.ended_at, stretches = excluded.stretches,
      due_at = excluded.due_at, next_at = excluded.next_at, warned_at = excluded.warned_at,
      breached_at = excluded.breached_at, was_told = excluded.was_told`)
}

/** What tells a clock from others. */
export type ClockKey = Pick<ClockRow, 'promise' | 'messageId'>

/** Removes clocks on which nobody waits any more. */
export const dropClocks = async (tx: Tx, keys: readonly ClockKey[]): Promise<void> => {
  if (keys.length === 0) return
  await tx.run(sql`
    delete from sla_clocks k
    using jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as r (promise text, "messageId" uuid)
    where k.workspace_id = ${tx.workspaceId} and k.message_id = r."messageId" and k.promise = r.promise`)
}

/** Has the clocks of conversations follow their messages to where these stand now. */
export const followMessages = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update sla_clocks k set conversation_id = m.conversation_id
    from messages m
    where k.workspace_id = ${tx.workspaceId} and k.conversation_id = any(${conversationIds}::uuid[])
      and m.workspace_id = ${tx.workspaceId} and m.id = k.message_id and m.conversation_id <> k.conversation_id`)

/** A clock whose moment has come. */
export type DueRow = Pick<ClockRow, 'conversationId' | 'promise' | 'messageId' | 'policyId'> & {
  inboxId: string
  dueAt: Date
  breached: boolean
  wasTold: boolean
}

/**
 * Notes of the clocks whose moment has come by `until` that they were warned of, or that their time is over; the oldest
 * first.
 */
export const takeDue = (tx: Tx, until: Date, limit: number): Promise<DueRow[]> =>
  tx.many(sql`
    with due as (
      select k.promise, k.message_id from sla_clocks k
      where k.workspace_id = ${tx.workspaceId} and k.next_at <= ${until}
      order by k.next_at limit ${limit}
      for update skip locked)
    update sla_clocks k set
      breached_at = case when k.due_at <= ${until} then k.due_at end,
      warned_at = case when k.due_at <= ${until} then k.warned_at else ${tx.now} end,
      next_at = case when k.due_at <= ${until} then null else k.due_at end
    from due, conversations c
    where k.workspace_id = ${tx.workspaceId} and k.message_id = due.message_id and k.promise = due.promise
      and c.workspace_id = ${tx.workspaceId} and c.id = k.conversation_id
    returning k.conversation_id as "conversationId", k.promise, k.message_id as "messageId", k.policy_id as "policyId",
      c.inbox_id as "inboxId", k.due_at as "dueAt", k.breached_at is not null as breached, k.was_told as "wasTold"`)

/** When something is to be said next. */
export const nextMoment = async (db: Db): Promise<Date | null> =>
  (
    await db.one<{ at: Date | null }>(
      sql`select min(k.next_at) as at from sla_clocks k where k.workspace_id = ${db.workspaceId} and k.next_at is not null`,
    )
  ).at
