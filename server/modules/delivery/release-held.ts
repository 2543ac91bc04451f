import type { Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { scheduleSend } from './jobs.ts'
import { heldOf, lockDelivery, updateDelivery } from './queries.ts'

/** Lets held messages try again; those that still can't leave are held anew. */
export const releaseHeld = async (tx: Tx): Promise<number> => {
  const ids = await heldOf(tx, null)
  for (const messageId of ids) {
    const delivery = await lockDelivery(tx, messageId)
    if (delivery?.state !== 'held') continue
    await setReceipt(tx, { messageId, receipt: 'queued' })
    await updateDelivery(tx, messageId, {
      state: 'waiting',
      attempts: delivery.attempts,
      reason: null,
      process: null,
      nextAttemptAt: tx.now,
    })
    scheduleSend(tx, delivery, tx.now)
  }
  return ids.length
}
