import type { Tx } from '../../kernel/db/index.ts'
import { keepThreadKey, setReceipt, SIGNED_KEY, type OutgoingRow } from '../conversations/index.ts'
import { MAX_ATTEMPTS, waitSeconds } from './back-off.ts'
import { scheduleSend } from './jobs.ts'
import { endAttempt, lockDelivery, updateDelivery, type DeliveryState } from './queries.ts'
import type { Route } from './route-message.ts'
import type { Outcome } from './send-through.ts'

const settle = (
  tx: Tx,
  messageId: string,
  attempts: number,
  state: DeliveryState,
  reason: string | null,
  nextAttemptAt: Date | null = null,
): Promise<number> => updateDelivery(tx, messageId, { state, attempts, reason, process: null, nextAttemptAt })

/** Keeps what became of an attempt: done, final refusal, another try later, or "may have been sent". */
export const keepResult = async (tx: Tx, row: OutgoingRow, route: Route, result: Outcome): Promise<void> => {
  const delivery = await lockDelivery(tx, row.id)
  if (delivery?.state !== 'sending') return
  const { attempts } = delivery
  if (result.outcome === 'sent' || result.outcome === 'elsewhere') {
    const key = result.outcome === 'sent' ? result.messageKey : undefined
    if (key) {
      const home = { inboxId: route.inbox.id, conversationId: row.conversationId }
      await keepThreadKey(tx, { ...home, key, messageId: row.id })
      // For programs that lose the thread's headers: islands read it back from an address that they signed.
      await keepThreadKey(tx, { ...home, key: SIGNED_KEY + row.conversationId, messageId: null })
    }
    await endAttempt(tx, row.id, 'sent', null)
    await settle(tx, row.id, attempts, 'done', null)
    await setReceipt(tx, { messageId: row.id, receipt: 'sent', channelKey: key })
    if (result.outcome === 'sent' && result.delivered)
      await setReceipt(tx, { messageId: row.id, receipt: 'delivered' })
    return
  }
  if (result.outcome === 'refused') {
    await endAttempt(tx, row.id, 'refused', result.reason)
    await settle(tx, row.id, attempts, 'failed', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'failed', reason: result.reason })
    return
  }
  await endAttempt(tx, row.id, 'unreachable', result.reason)
  if (result.outcome === 'held') {
    // Waiting for a setting is no attempt: it may take days.
    await settle(tx, row.id, attempts - 1, 'held', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'held', reason: result.reason })
    return
  }
  if (result.maybeSent && !route.channel.abilities.repeatable) {
    await settle(tx, row.id, attempts, 'uncertain', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'uncertain', reason: result.reason })
    return
  }
  if (attempts >= MAX_ATTEMPTS) {
    await settle(tx, row.id, attempts, 'failed', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'failed', reason: result.reason })
    return
  }
  const next = new Date(tx.now.getTime() + waitSeconds(attempts, result.retryAfterSeconds) * 1000)
  await settle(tx, row.id, attempts, 'waiting', result.reason, next)
  await setReceipt(tx, { messageId: row.id, receipt: 'queued', reason: result.reason })
  scheduleSend(tx, { messageId: row.id, conversationId: row.conversationId }, next)
}
