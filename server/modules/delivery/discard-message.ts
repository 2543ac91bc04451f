import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { findMessage } from '../conversations/index.ts'
import { deliveryDiscarded } from './events.ts'
import { lockDelivery, updateDelivery } from './queries/deliveries.ts'

/**
 * Takes a message whose sending failed, or that may have been sent, off the page "not sent". The message keeps what
 * happened to it, and can still be sent again from its conversation.
 */
export const discardMessage = async (tx: Tx, caller: Caller, messageId: string): Promise<void> => {
  demand(caller, 'conversations.reply')
  await findMessage(tx, caller, messageId)
  const delivery = await lockDelivery(tx, messageId)
  if (!delivery) throw notFound('delivery.no-delivery', 'This message is not one that is sent.')
  if (delivery.state !== 'failed' && delivery.state !== 'uncertain') {
    throw conflict(
      'delivery.not-failed-yet',
      'Only a message whose sending failed can be discarded. Take one that still waits back instead.',
    )
  }
  const { conversationId, inboxId, attempts, reason } = delivery
  await updateDelivery(tx, messageId, {
    state: 'cancelled',
    attempts,
    reason,
    process: null,
    nextAttemptAt: null,
  })
  tx.announce(deliveryDiscarded({ messageId, conversationId, inboxId }))
}
