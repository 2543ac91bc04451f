import { listen } from '../../kernel/events/index.ts'
import {
  isErased,
  messageCancelled,
  messageQueued,
  messageReceived,
  messagesByIds,
  receiptChanged,
} from '../conversations/index.ts'
import { inboxChanged } from '../inboxes/index.ts'
import { acknowledge } from './acknowledge.ts'
import { departure, releaseJob, scheduleSend } from './jobs.ts'
import { insertDeliveries, lockDelivery, updateDelivery } from './queries/deliveries.ts'

/** Every queued message gets a delivery and the job that sends it. */
export const onQueued = listen('delivery', messageQueued, async (tx, events) => {
  await insertDeliveries(
    tx,
    events.map((event) => event.payload),
  )
  for (const { payload, at } of events) scheduleSend(tx, payload, departure(new Date(payload.sendAt), at))
})

/** A message that was taken back is never sent. */
export const onCancelled = listen('delivery', messageCancelled, async (tx, events) => {
  for (const { payload } of events) {
    const delivery = await lockDelivery(tx, payload.messageId)
    if (delivery)
      await updateDelivery(tx, payload.messageId, {
        state: 'cancelled',
        attempts: delivery.attempts,
        reason: null,
        process: null,
        nextAttemptAt: null,
      })
  }
})

/** A message that came back is one that somebody has to look at: it stands with those whose sending failed. */
export const onBounced = listen('delivery-bounces', receiptChanged, async (tx, events) => {
  const ids = events
    .filter(({ payload }) => payload.receipt === 'bounced')
    .map(({ payload }) => payload.messageId)
  if (ids.length === 0) return
  for (const message of await messagesByIds(tx, ids)) {
    const { id, receipt, receiptReason } = message
    const delivery = await lockDelivery(tx, id)
    if (
      isErased(message) ||
      receipt !== 'bounced' ||
      !delivery ||
      !['done', 'uncertain'].includes(delivery.state)
    )
      continue
    await updateDelivery(tx, id, {
      state: 'failed',
      attempts: delivery.attempts,
      reason: receiptReason,
      process: null,
      nextAttemptAt: null,
    })
  }
})

/** An inbox whose settings changed may be able to send now. */
export const onInboxChanged = listen('delivery', inboxChanged, async (tx, events) => {
  for (const inboxId of new Set(events.map(({ payload }) => payload.inboxId)))
    tx.job(releaseJob, { inboxId, after: null }, { key: `delivery.release:${inboxId}` })
})

/** Whoever writes first may get a receipt. */
export const onReceived = listen('delivery', messageReceived, (tx, events) =>
  acknowledge(
    tx,
    events.map(({ payload }) => payload),
  ),
)
