import type { FlowStep } from '../contract-flow.ts'

/** For whom a conversation waits after a step. What is set aside waits for the customer as far as anybody can say. */
export const WAITS_FOR: Record<FlowStep, 'us' | 'customer' | 'nobody'> = {
  opened: 'us',
  assigned: 'us',
  'handed-on': 'us',
  returned: 'us',
  wrote: 'us',
  resumed: 'us',
  reopened: 'us',
  answered: 'customer',
  pending: 'customer',
  snoozed: 'customer',
  resolved: 'nobody',
}

/** Steps in the order in which they stand when they happened at the same moment. */
export const ORDER: readonly FlowStep[] = [
  'opened',
  'reopened',
  'wrote',
  'resumed',
  'assigned',
  'handed-on',
  'returned',
  'answered',
  'pending',
  'snoozed',
  'resolved',
]

/** Whoever answers after so many seconds goes on with the matter; before that it is answered twice. */
export const TWICE_SECONDS = 86_400

/** A customer who writes again so many seconds after they wrote chases an answer; before that they go on writing. */
export const CHASED_SECONDS = 3600

/** Conversations that one customer begins within so many seconds are about the same, as far as double work goes. */
export const PARALLEL_SECONDS = 86_400
