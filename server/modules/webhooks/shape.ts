import type { Webhook, WebhookDelivery } from './contract.ts'
import type { DeliveryRow } from './queries/deliveries.ts'
import type { HookRow } from './queries/hooks.ts'

/** A webhook on the wire; never with its secret. */
export const shapeHook = (
  row: HookRow,
  counts: { waiting: number; failed: number } = { waiting: 0, failed: 0 },
): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: row.events,
  inboxIds: row.inboxIds,
  state: row.state,
  reason: row.reason,
  failingSince: row.failingSince?.toISOString() ?? null,
  lastSuccessAt: row.lastSuccessAt?.toISOString() ?? null,
  previousSecretUntil: row.previousSecretUntil?.toISOString() ?? null,
  waiting: counts.waiting,
  failed: counts.failed,
  createdAt: row.createdAt.toISOString(),
})

/** A delivery on the wire. */
export const shapeDelivery = (row: DeliveryRow): WebhookDelivery => ({
  id: row.id,
  webhookId: row.webhookId,
  eventId: row.eventId,
  event: row.event,
  state: row.state,
  attempts: row.attempts,
  nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
  lastStatus: row.lastStatus,
  lastReason: row.lastReason,
  lastAttemptAt: row.lastAttemptAt?.toISOString() ?? null,
  createdAt: row.createdAt.toISOString(),
  finishedAt: row.finishedAt?.toISOString() ?? null,
})
