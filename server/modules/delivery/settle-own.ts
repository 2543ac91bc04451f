import type { Tx } from '../../kernel/db/index.ts'
import { currentProcess } from '../../kernel/processes/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { keepResult } from './keep-result.ts'
import { endAttempt } from './queries/attempts.ts'
import { lockDelivery, updateDelivery, type DeliveryRow } from './queries/deliveries.ts'
import { remembered } from './under-way.ts'

/**
 * Settles a message that stands as being sent by this very process although nobody is at it: the database had gone
 * away at a bad moment. What its channel said is written down now; where the channel was never asked, because the
 * answer to the claim was lost, it waits again. Call it with the delivery locked, and within `oneAtATime`. Gives the
 * delivery as it stands then; any other one is given back as it is.
 */
export const settleOwn = async (tx: Tx, delivery: DeliveryRow): Promise<DeliveryRow | undefined> => {
  const { messageId, state, process } = delivery
  if (state !== 'sending' || process !== currentProcess()) return delivery
  const known = remembered(messageId)
  if (known) {
    await keepResult(tx, known)
    return undefined
  }
  await endAttempt(tx, messageId, 'lost', null)
  const attempts = Math.max(0, delivery.attempts - 1)
  await updateDelivery(tx, messageId, {
    state: 'waiting',
    attempts,
    reason: null,
    process: null,
    nextAttemptAt: tx.now,
  })
  await setReceipt(tx, { messageId, receipt: 'queued', sending: true })
  return lockDelivery(tx, messageId)
}
