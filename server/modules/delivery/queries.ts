import type { Db, Tx } from '../../kernel/db/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { shownName } from '../conversations/index.ts'

const json = (reason: Sentence | null): string | null => reason && JSON.stringify(reason)

/** Where the sending of a message stands. */
export type DeliveryState = 'waiting' | 'held' | 'sending' | 'done' | 'failed' | 'uncertain' | 'cancelled'

/** One outgoing message's delivery. */
export interface DeliveryRow {
  messageId: string
  conversationId: string
  inboxId: string
  state: DeliveryState
  attempts: number
  reason: Sentence | null
  process: number | null
  /** The connected account that the running attempt goes through. */
  throughInboxId: string | null
  /** Addresses, in lower case, that have it although others refused it. */
  accepted: string[]
  createdAt: Date
}

const columns = sql`message_id as "messageId", conversation_id as "conversationId", inbox_id as "inboxId", state, attempts, reason,
  process, through_inbox_id as "throughInboxId", accepted, created_at as "createdAt"`

/** Adds deliveries for queued messages, without those that went with their conversation meanwhile. */
export const insertDeliveries = (
  tx: Tx,
  rows: readonly { messageId: string; conversationId: string; inboxId: string; sendAt: string }[],
): Promise<number> =>
  tx.run(sql`
    insert into deliveries (workspace_id, message_id, conversation_id, inbox_id, state, next_attempt_at, created_at, updated_at)
    select ${tx.workspaceId}, r.message_id, r.conversation_id, r.inbox_id, 'waiting', r.send_at, ${tx.now}, ${tx.now}
    from unnest(${rows.map((r) => r.messageId)}::uuid[], ${rows.map((r) => r.conversationId)}::uuid[], ${rows.map((r) => r.inboxId)}::uuid[],
      ${rows.map((r) => r.sendAt)}::timestamptz[]) as r (message_id, conversation_id, inbox_id, send_at)
    join messages m on m.workspace_id = ${tx.workspaceId} and m.id = r.message_id
    on conflict (workspace_id, message_id) do nothing`)

/** The delivery, locked. */
export const lockDelivery = (tx: Tx, messageId: string): Promise<DeliveryRow | undefined> =>
  tx.maybe(
    sql`select ${columns} from deliveries where workspace_id = ${tx.workspaceId} and message_id = ${messageId} for update`,
  )

/** Keeps where a delivery stands. */
export const updateDelivery = (
  tx: Tx,
  messageId: string,
  change: {
    state: DeliveryState
    attempts: number
    reason: Sentence | null
    process: number | null
    throughInboxId?: string
    nextAttemptAt: Date | null
  },
): Promise<number> =>
  tx.run(sql`
    update deliveries set state = ${change.state}, attempts = ${change.attempts}, reason = ${json(change.reason)}::jsonb, process = ${change.process},
      through_inbox_id = ${change.throughInboxId ?? null}, next_attempt_at = ${change.nextAttemptAt}, updated_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)

/** Keeps that the running attempt goes through another account than the conversation's own. */
export const keepRoute = (tx: Tx, messageId: string, throughInboxId: string): Promise<number> =>
  tx.run(sql`
    update deliveries set through_inbox_id = ${throughInboxId}
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and state = 'sending'`)

/** Begins an attempt; gives its number, which goes on counting when a message is sent again by hand. */
export const insertAttempt = async (tx: Tx, messageId: string): Promise<number> =>
  (
    await tx.one<{ number: number }>(sql`
      insert into delivery_attempts (workspace_id, message_id, number, started_at, outcome)
      select ${tx.workspaceId}, ${messageId}, 1 + coalesce(max(a.number), 0), ${tx.now}, 'running'
      from delivery_attempts a where a.workspace_id = ${tx.workspaceId} and a.message_id = ${messageId}
      returning number`)
  ).number

/** Ends the attempt that runs. */
export const endAttempt = (
  tx: Tx,
  messageId: string,
  outcome: 'sent' | 'refused' | 'unreachable' | 'lost',
  reason: Sentence | null,
): Promise<number> =>
  tx.run(sql`
    update delivery_attempts set ended_at = ${tx.now}, outcome = ${outcome}, reason = ${json(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and outcome = 'running'`)

/** Attempts of a message in their order. */
export const attemptRows = (
  db: Db,
  messageId: string,
): Promise<
  {
    number: number
    startedAt: Date
    endedAt: Date | null
    outcome: 'sent' | 'refused' | 'unreachable' | 'running' | 'lost'
    reason: Sentence | null
  }[]
> =>
  db.many(sql`
    select number, started_at as "startedAt", ended_at as "endedAt", outcome, reason from delivery_attempts
    where workspace_id = ${db.workspaceId} and message_id = ${messageId} order by number`)

/** Deliveries that a process had begun. */
export const sendingOf = (
  db: Db,
  processes: readonly number[],
): Promise<{ messageId: string; process: number }[]> =>
  db.many(sql`
    select message_id as "messageId", process from deliveries
    where workspace_id = ${db.workspaceId} and state = 'sending' and not (process = any(${processes}::integer[]))
    order by message_id limit 1000`)

/** The next messages of some inboxes, behind an id, that wait for a setting, oldest first. */
export const heldOf = async (
  db: Db,
  inboxIds: readonly string[],
  after: string | null,
  limit: number,
): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select message_id as id from deliveries
      where workspace_id = ${db.workspaceId} and state = 'held' and inbox_id = any(${inboxIds}::uuid[])
        and (${after}::uuid is null or message_id > ${after}::uuid)
      order by message_id limit ${limit}`)
  ).map((row) => row.id)

/** A row of the page "not sent". */
export interface UnsentRow {
  messageId: string
  conversationId: string
  conversationNumber: number
  inboxId: string
  customerName: string
  text: string
  receipt: string
  reason: Sentence | null
  attempts: number
  nextAttemptAt: Date | null
  createdAt: Date
}

const WAITING = ['waiting', 'held', 'sending']
const FAILED = ['failed', 'uncertain']

/** States of the page's tabs. */
export const statesOf = (tab: 'all' | 'waiting' | 'failed'): string[] =>
  tab === 'waiting' ? WAITING : tab === 'failed' ? FAILED : [...WAITING, ...FAILED]

/** Messages that have not left, newest first. */
export const unsentRows = (
  db: Db,
  filter: {
    states: readonly string[]
    inboxIds: readonly string[] | null
    messageIds?: readonly string[]
    before: string | null
    limit: number
  },
): Promise<UnsentRow[]> =>
  db.many(sql`
    select d.message_id as "messageId", d.conversation_id as "conversationId", c.number as "conversationNumber", d.inbox_id as "inboxId",
      ${shownName} as "customerName", left(m.text, 400) as text, m.receipt, d.reason, d.attempts, d.next_attempt_at as "nextAttemptAt", d.created_at as "createdAt"
    from deliveries d
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = d.message_id
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = d.conversation_id
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where d.workspace_id = ${db.workspaceId} and d.state = any(${filter.states}::text[]) and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
      and (${filter.inboxIds}::uuid[] is null or d.inbox_id = any(${filter.inboxIds}::uuid[]))
      and (${filter.messageIds ?? null}::uuid[] is null or d.message_id = any(${filter.messageIds ?? null}::uuid[]))
      and (${filter.before}::uuid is null or d.message_id < ${filter.before}::uuid)
    order by d.message_id desc
    limit ${filter.limit}`)

/**
 * How many wait, how many failed, and how many somebody should look at (`stuck`): failed, held for a setting, or tried in
 * vain and waiting for the next try.
 */
export const unsentCounts = (
  db: Db,
  inboxIds: readonly string[] | null,
): Promise<{ waiting: number; failed: number; stuck: number }> =>
  db.one(sql`
    select count(*) filter (where d.state in ('waiting', 'held', 'sending')) as waiting,
      count(*) filter (where d.state in ('failed', 'uncertain')) as failed,
      count(*) filter (where d.state in ('held', 'failed', 'uncertain') or (d.state = 'waiting' and d.attempts > 0)
        or (d.state = 'sending' and d.attempts > 1)) as stuck
    from deliveries d
    where d.workspace_id = ${db.workspaceId} and d.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
      and (${inboxIds}::uuid[] is null or d.inbox_id = any(${inboxIds}::uuid[]))`)
