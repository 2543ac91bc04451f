import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'

/** A reason as a column of JSON holds it. */
export const reasonJson = (reason: Sentence | null): string | null => reason && JSON.stringify(reason)

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
  /** Addresses, as they are compared, from which it came back. */
  bounced: string[]
  createdAt: Date
}

const columns = sql`message_id as "messageId", conversation_id as "conversationId", inbox_id as "inboxId", state, attempts, reason,
  process, through_inbox_id as "throughInboxId", accepted, bounced, created_at as "createdAt"`

/** Adds deliveries for queued messages, without those that went with their conversation, or were emptied, meanwhile. */
export const insertDeliveries = (
  tx: Tx,
  rows: readonly { messageId: string; conversationId: string; inboxId: string; sendAt: string }[],
): Promise<number> =>
  tx.run(sql`
    insert into deliveries (workspace_id, message_id, conversation_id, inbox_id, state, next_attempt_at, created_at, updated_at)
    select ${tx.workspaceId}, r.message_id, r.conversation_id, r.inbox_id, 'waiting', r.send_at, ${tx.now}, ${tx.now}
    from unnest(${rows.map((r) => r.messageId)}::uuid[], ${rows.map((r) => r.conversationId)}::uuid[], ${rows.map((r) => r.inboxId)}::uuid[],
      ${rows.map((r) => r.sendAt)}::timestamptz[]) as r (message_id, conversation_id, inbox_id, send_at)
    join messages m on m.workspace_id = ${tx.workspaceId} and m.id = r.message_id and not m.context ? 'erased'
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
    update deliveries set state = ${change.state}, attempts = ${change.attempts}, reason = ${reasonJson(change.reason)}::jsonb, process = ${change.process},
      through_inbox_id = ${change.throughInboxId ?? null}, next_attempt_at = ${change.nextAttemptAt}, updated_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)

/** Keeps that the running attempt goes through another account than the conversation's own. */
export const keepRoute = (tx: Tx, messageId: string, throughInboxId: string): Promise<number> =>
  tx.run(sql`
    update deliveries set through_inbox_id = ${throughInboxId}
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and state = 'sending'`)

/** Keeps which addresses have a message although others refused it. */
export const keepAccepted = (tx: Tx, messageId: string, addresses: readonly string[]): Promise<number> =>
  tx.run(sql`
    update deliveries set accepted = accepted || ${addresses.map((address) => address.toLowerCase())}::text[]
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)

/** Forgets who has a message: it came back, and from whom is not known. */
export const forgetAccepted = (tx: Tx, messageId: string): Promise<number> =>
  tx.run(sql`
    update deliveries set accepted = '{}', bounced = '{}' where workspace_id = ${tx.workspaceId} and message_id = ${messageId}`)

/** Deliveries that are being sent by a process which is none of these. */
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
