import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import type { WebhookDelivery } from '../contract.ts'

/** A delivery as lists show it. */
export interface DeliveryRow {
  id: string
  webhookId: string
  eventId: string
  event: string
  state: WebhookDelivery['state']
  attempts: number
  nextAttemptAt: Date | null
  lastStatus: number | null
  lastReason: Sentence | null
  lastAttemptAt: Date | null
  createdAt: Date
  finishedAt: Date | null
}

const columns = sql`
  d.id, d.webhook_id as "webhookId", d.event_id as "eventId", d.event, d.state, d.attempts,
  d.next_attempt_at as "nextAttemptAt", d.last_status as "lastStatus", d.last_reason as "lastReason",
  d.last_attempt_at as "lastAttemptAt", d.created_at as "createdAt", d.finished_at as "finishedAt"`

/** A delivery to be added. */
export interface NewDelivery {
  id: string
  webhookId: string
  eventId: string
  event: string
  body: string
}

/** Adds deliveries that wait; one that exists already stays as it is, so that a repeated announcement adds nothing. */
export const insertDeliveries = (tx: Tx, rows: readonly NewDelivery[]): Promise<number> =>
  tx.run(sql`
    insert into webhook_deliveries
      (workspace_id, id, webhook_id, event_id, event, body, state, next_attempt_at, created_at)
    select ${tx.workspaceId}, r.id, r.webhook_id, r.event_id, r.event, r.body, 'waiting', ${tx.now}, ${tx.now}
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.webhookId)}::uuid[],
      ${rows.map((r) => r.eventId)}::uuid[], ${rows.map((r) => r.event)}::text[],
      ${rows.map((r) => r.body)}::text[]) as r (id, webhook_id, event_id, event, body)
    on conflict (workspace_id, webhook_id, event_id) do nothing`)

/** Deliveries of a webhook below `before`, newest first. */
export const deliveryRows = (
  db: Db,
  filter: { webhookId: string; state: string | null; before: string | null; limit: number },
): Promise<DeliveryRow[]> =>
  db.many(sql`
    select ${columns} from webhook_deliveries d
    where d.workspace_id = ${db.workspaceId} and d.webhook_id = ${filter.webhookId}
      and (${filter.state}::text is null or d.state = ${filter.state}::text)
      and (${filter.before}::uuid is null or d.id < ${filter.before}::uuid)
    order by d.id desc
    limit ${filter.limit}`)

/** One delivery with what is sent and what was answered. */
export const deliveryRow = (
  db: Db,
  id: string,
): Promise<(DeliveryRow & { body: string; lastAnswer: string | null }) | undefined> =>
  db.maybe(sql`
    select ${columns}, d.body, d.last_answer as "lastAnswer" from webhook_deliveries d
    where d.workspace_id = ${db.workspaceId} and d.id = ${id}`)

/** How many wait and how many failed, by webhook. */
export const openCounts = (db: Db): Promise<{ webhookId: string; waiting: number; failed: number }[]> =>
  db.many(sql`
    select d.webhook_id as "webhookId", count(*) filter (where d.state = 'waiting') as waiting,
      count(*) filter (where d.state = 'failed') as failed
    from webhook_deliveries d
    where d.workspace_id = ${db.workspaceId} and d.state in ('waiting', 'failed')
    group by d.webhook_id`)

/** What became of an attempt. */
export interface Attempt {
  id: string
  state: DeliveryRow['state']
  nextAttemptAt: Date | null
  status: number | null
  reason: Sentence | null
  answer: string | null
}

/** Keeps what became of attempts; one that nobody waits for any more stays as it is. */
export const keepAttempts = (tx: Tx, rows: readonly Attempt[]): Promise<number> =>
  tx.run(sql`
    update webhook_deliveries d set state = r.state, attempts = d.attempts + 1, next_attempt_at = r.next_attempt_at,
      last_status = r.status, last_reason = r.reason, last_answer = r.answer, last_attempt_at = ${tx.now},
      finished_at = case when r.state = 'waiting' then null else ${tx.now}::timestamptz end
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.state)}::text[],
      ${rows.map((r) => r.nextAttemptAt)}::timestamptz[], ${rows.map((r) => r.status)}::integer[],
      ${rows.map((r) => (r.reason ? JSON.stringify(r.reason) : null))}::jsonb[],
      ${rows.map((r) => r.answer)}::text[]) as r (id, state, next_attempt_at, status, reason, answer)
    where d.workspace_id = ${tx.workspaceId} and d.id = r.id and d.state = 'waiting'`)

/** Gives up everything that waits for a webhook. */
export const failWaiting = (tx: Tx, webhookId: string, reason: Sentence): Promise<number> =>
  tx.run(sql`
    update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = ${tx.now},
      last_reason = ${JSON.stringify(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and webhook_id = ${webhookId} and state = 'waiting'`)

/** Lets deliveries be tried again from the beginning: one, or all of a webhook that failed since a moment. */
export const restart = (
  tx: Tx,
  which: { deliveryId: string } | { webhookId: string; failedSince: Date },
): Promise<number> =>
  tx.run(sql`
    update webhook_deliveries set state = 'waiting', attempts = 0, next_attempt_at = ${tx.now}, finished_at = null
    where workspace_id = ${tx.workspaceId} and ${
      'deliveryId' in which
        ? sql`id = ${which.deliveryId}`
        : sql`webhook_id = ${which.webhookId} and state = 'failed' and finished_at >= ${which.failedSince}`
    }`)

/** How many deliveries are from before a moment, and from when the oldest is. */
export const deliveriesBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(created_at) as oldest from webhook_deliveries
    where workspace_id = ${db.workspaceId} and created_at < ${before}`)

/** Removes what is older than a moment, a piece at a time; gives from when it was. */
export const deleteOld = (tx: Tx, before: Date, limit: number): Promise<{ at: Date }[]> =>
  tx.many(sql`
    delete from webhook_deliveries d where d.workspace_id = ${tx.workspaceId} and d.id in (
      select o.id from webhook_deliveries o
      where o.workspace_id = ${tx.workspaceId} and o.created_at < ${before}
      order by o.id limit ${limit})
    returning d.created_at as at`)

/** Removes deliveries in which one of these ids stands, or the pattern is found, in lower case; gives how many. */
export const deleteNaming = (tx: Tx, ids: readonly string[], pattern: string | null): Promise<number> =>
  tx.run(sql`
    delete from webhook_deliveries d
    where d.workspace_id = ${tx.workspaceId} and (
      lower(concat_ws(' ', d.body, d.last_answer, d.last_reason::text)) ~ ${pattern}::text
      or exists (
        select from unnest(${ids}::text[]) as w (id) where position(w.id in concat_ws(' ', d.body, d.last_answer)) > 0))`)
