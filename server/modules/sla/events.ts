import { defineEvent } from '../../kernel/events/index.ts'
import {
  conversationChanged,
  conversationEmptied,
  conversationMerged,
  conversationSplit,
  conversationUnmerged,
  messageCancelled,
  messageQueued,
  messageReceived,
} from '../conversations/index.ts'
import { customerChanged } from '../customers/index.ts'

interface Told {
  conversationId: string
  inboxId: string
  promise: 'first' | 'next' | 'resolve'
  /** With which message somebody began to wait. */
  messageId: string
  policyId: string
  dueAt: string
}

/** Conversations whose clocks are to be brought to what is promised now. */
export interface Moved {
  conversationIds: string[]
  next: string | null
  customerIds?: string[] | undefined
}

/** The time of a promise is nearly over. */
export const promiseWarned = defineEvent<Told>('sla.warned')

/** The time of a promise is over. */
export const promiseBreached = defineEvent<Told>('sla.breached')

/**
 * What is promised may be another time now in these conversations, and (`next`) in those behind this one, of customers where
 * these are given.
 */
export const promisesMoved = defineEvent<Moved>('sla.moved')

/** Clocks of these conversations started, stopped, ended, or are due at another time. */
export const clocksChanged = defineEvent<{ conversationIds: string[] }>('sla.clocks-changed')

/** What is promised, to whom, or in which order it is asked is other now. */
export const policiesChanged = defineEvent<object>('sla.policies-changed')

/** What starts, stops or ends clocks. */
export const MOVING = [
  messageReceived,
  messageQueued,
  messageCancelled,
  conversationChanged,
  conversationEmptied,
  conversationMerged,
  conversationUnmerged,
  conversationSplit,
  customerChanged,
  promisesMoved,
]
