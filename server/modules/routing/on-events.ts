import type { Conditions } from '../../kernel/conditions/index.ts'
import { listen, listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
import { agentChanged, presenceChanged, skillsChanged, teamChanged, teamDeleted } from '../agents/index.ts'
import {
  approvalChanged,
  conversationChanged,
  conversationEmptied,
  conversationMerged,
  conversationReturned,
  conversationSplit,
  conversationUnmerged,
  conversationWithdrawn,
  conversationsNamed,
  messageCancelled,
  messageQueued,
  messageReceived,
  messageReread,
} from '../conversations/index.ts'
import { customerChanged } from '../customers/index.ts'
import { inboxChanged } from '../inboxes/index.ts'
import { askDistribution } from './distribute/ask.ts'
import { queuesMoved } from './events.ts'
import { keepQueued, type Happened } from './queues/keep-queued.ts'
import { forgetTeam } from './queues/queries.ts'
import { requeue, requeueNext } from './queues/requeue-all.ts'

/** What neither changes who holds a conversation nor whether it is open leaves everybody with what they hold. */
const frees = ({ name, payload }: EventOf<unknown>): boolean => {
  if (name !== conversationChanged.eventName) return !SPEAKING.has(name)
  const { changes } = payload as { changes: { kind: string; from: string | null }[] }
  return changes.some(({ kind, from }) => kind === 'status' || (kind === 'assigned' && from !== null))
}

const SPEAKING: ReadonlySet<string> = new Set(
  [messageReceived, messageReread, messageQueued, messageCancelled, approvalChanged, customerChanged].map(
    ({ eventName }) => eventName,
  ),
)

const happenedIn = (events: readonly EventOf<unknown>[]): Happened => {
  const customers = events.filter(({ name }) => name === customerChanged.eventName)
  return {
    ids: [...new Set(events.flatMap(({ payload }) => conversationsNamed(payload)))],
    customerIds: [...new Set(customers.map(({ payload }) => (payload as { customerId: string }).customerId))],
    frees: events.some(frees),
  }
}

/** Puts into queues what begins to wait, and takes out what does not any more. */
export const keepQueues = (conditions: Conditions): Listener =>
  listenTo(
    'routing.queues',
    [
      messageReceived,
      messageReread,
      messageQueued,
      messageCancelled,
      conversationChanged,
      conversationReturned,
      conversationEmptied,
      conversationMerged,
      conversationUnmerged,
      conversationSplit,
      conversationWithdrawn,
      approvalChanged,
      customerChanged,
      queuesMoved,
    ],
    async (tx, events) => {
      await keepQueued(tx, conditions, happenedIn(events))
      for (const { name, payload } of events)
        if (name === queuesMoved.eventName) requeueNext(tx, (payload as { next: string | null }).next)
    },
  )

/** Other teams serve, or none do any more; conversations may wait in another queue. */
export const onTeamDeleted = listen('routing.teams', teamDeleted, async (tx, events) => {
  for (const { payload } of events) await forgetTeam(tx, payload.teamId)
  requeue(tx)
})

/** Who may know of an inbox is another now, or nobody can be answered in it any more. */
export const onInboxChanged = listen('routing.inboxes', inboxChanged, async (tx, events) => {
  if (events.some(({ payload }) => !payload.health)) requeue(tx)
})

/** Hands out anew where other people could take what waits. */
export const followPeople: Listener = listenTo(
  'routing.people',
  [presenceChanged, skillsChanged, agentChanged, teamChanged],
  (tx) => {
    askDistribution(tx)
    return Promise.resolve()
  },
)
