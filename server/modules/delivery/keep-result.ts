import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { currentProcess } from '../../kernel/processes/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { MAX_ATTEMPTS, waitSeconds } from './back-off.ts'
import { scheduleSend } from './jobs.ts'
import { keepKeys, keyAhead } from './keep-keys.ts'
import { dropAttempt, endAttempt, endSent } from './queries/attempts.ts'
import {
  keepAccepted,
  lockDelivery,
  updateDelivery,
  type DeliveryRow,
  type DeliveryState,
} from './queries/deliveries.ts'
import { forget, type Known } from './under-way.ts'

const settle = (
  tx: Tx,
  messageId: string,
  attempts: number,
  state: DeliveryState,
  reason: Sentence | null,
  nextAttemptAt: Date | null = null,
): Promise<number> => updateDelivery(tx, messageId, { state, attempts, reason, process: null, nextAttemptAt })

/**
 * True while the attempt is the delivery's running one. One that others gave up meanwhile, because this process seemed
 * dead to them, is taken up again when it turns out that the message has left.
 */
const isOpen = (delivery: DeliveryRow, { attempts, result }: Known): boolean =>
  delivery.attempts === attempts &&
  (delivery.state === 'sending'
    ? delivery.process === currentProcess()
    : delivery.state === 'uncertain' && result.outcome === 'sent')

/** Keeps what became of an attempt: done, final refusal, another try later, or "may have been sent". */
export const keepResult = async (tx: Tx, known: Known): Promise<void> => {
  const { row, route, attempts, result } = known
  const delivery = await lockDelivery(tx, row.id)
  tx.afterCommit(() => forget(row.id))
  if (!delivery || !isOpen(delivery, known)) return
  if (result.outcome === 'sent' || result.outcome === 'elsewhere') {
    const key = result.outcome === 'sent' ? result.messageKey : undefined
    const [first] = await Promise.all([
      endSent(tx, row.id),
      settle(tx, row.id, attempts, 'done', null),
      // Most channels' key was known, and kept, before it left.
      key === keyAhead(row.id, route) ? undefined : keepKeys(tx, row, route, key),
    ])
    await setReceipt(tx, { messageId: row.id, receipt: 'sent', channelKey: key, first })
    if (result.outcome === 'sent' && result.delivered)
      await setReceipt(tx, { messageId: row.id, receipt: 'delivered' })
    return
  }
  if ('accepted' in result && result.accepted) await keepAccepted(tx, row.id, result.accepted)
  if ('messageKey' in result) await keepKeys(tx, row, route, result.messageKey)
  if (result.outcome === 'refused') {
    await endAttempt(tx, row.id, 'refused', result.reason)
    await settle(tx, row.id, attempts, 'failed', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'failed', reason: result.reason })
    return
  }
  const notBegun = result.outcome === 'unreachable' && result.notBegun === true
  await (notBegun ? dropAttempt(tx, row.id) : endAttempt(tx, row.id, 'unreachable', result.reason))
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
  const counted = notBegun ? attempts - 1 : attempts
  if (counted >= MAX_ATTEMPTS) {
    await settle(tx, row.id, counted, 'failed', result.reason)
    await setReceipt(tx, { messageId: row.id, receipt: 'failed', reason: result.reason })
    return
  }
  const afterMs = waitSeconds(counted, result.retryAfterSeconds) * 1000
  await settle(tx, row.id, counted, 'waiting', result.reason, new Date(tx.now.getTime() + afterMs))
  await setReceipt(tx, { messageId: row.id, receipt: 'queued', reason: result.reason })
  scheduleSend(tx, delivery, { afterMs })
}
