import { defineEvent } from '../../kernel/events/index.ts'

/** Somebody decided that a message whose sending failed is not to be sent any more. */
export const deliveryDiscarded = defineEvent<{ messageId: string; conversationId: string; inboxId: string }>(
  'delivery.discarded',
)
