import { defineEvent } from '../../kernel/events/index.ts'

/** Queues are others by now: these conversations may wait in another one, and (`next`) those behind this one. */
export const queuesMoved = defineEvent<{ conversationIds: string[]; next: string | null }>('routing.moved')
