import type { Conditions } from '../../kernel/conditions/index.ts'
import { listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
import { agentChanged, presenceChanged, skillsChanged, teamChanged, teamDeleted } from '../agents/index.ts'
import {
  conversationChanged,
  conversationEmptied,
  conversationMerged,
  conversationReturned,
  conversationSplit,
  conversationUnmerged,
  conversationsNamed,
  messageCancelled,
  messageQueued,
  messageReceived,
} from '../conversations/index.ts'
import { customerChanged } from '../customers/index.ts'
import { askDistribution } from './distribute/ask.ts'
import { queuesMoved } from './events.ts'
import { keepQueued, type Happened } from './queues/keep-queued.ts'

const happenedIn = (events: readonly EventOf<unknown>[]): Happened => {
  const customers = events.filter(({ name }) => name === customerChanged.eventName)
  return {
    ids: [...new Set(events.flatMap(({ payload }) => conversationsNamed(payload)))],
    customerIds: [...new Set(customers.map(({ payload }) => (payload as { customerId: string }).customerId))],
  }
}

/** Puts into queues what begins to wait, and takes out what does not any more. */
export const keepQueues = (conditions: Conditions): Listener =>
  listenTo(
    'routing.queues',
    [
      messageReceived,
      messageQueued,
      messageCancelled,
      conversationChanged,
      conversationReturned,
      conversationEmptied,
      conversationMerged,
      conversationUnmerged,
      conversationSplit,
      customerChanged,
      queuesMoved,
    ],
    (tx, events) => keepQueued(tx, conditions, happenedIn(events)),
  )

/** Hands out anew where other people could take what waits. */
export const followPeople: Listener = listenTo(
  'routing.people',
  [presenceChanged, skillsChanged, agentChanged, teamChanged, teamDeleted],
  (tx) => {
    askDistribution(tx)
    return Promise.resolve()
  },
)
