import { defineEvent } from '../../kernel/events/index.ts'

interface Told {
  conversationId: string
  inboxId: string
  promise: 'first' | 'next' | 'resolve'
  /** With which message somebody began to wait. */
  messageId: string
  policyId: string
  dueAt: string
}

/** The time of a promise is nearly over. */
export const promiseWarned = defineEvent<Told>('sla.warned')

/** The time of a promise is over. */
export const promiseBreached = defineEvent<Told>('sla.breached')

/** What is promised may be another time now in these conversations. */
export const promisesMoved = defineEvent<{ conversationIds: string[] }>('sla.moved')
