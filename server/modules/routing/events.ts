import { defineEvent } from '../../kernel/events/index.ts'

/** Queues are others by now: these conversations may wait in another one. */
export const queuesMoved = defineEvent<{ conversationIds: string[] }>('routing.moved')
