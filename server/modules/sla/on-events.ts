import type { Conditions } from '../../kernel/conditions/index.ts'
import { listenTo, type EventOf, type Listener } from '../../kernel/events/index.ts'
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
import { promisesMoved } from './events.ts'
import { settleClocks, type Happened } from './settle-clocks.ts'

const RELINKED: ReadonlySet<string> = new Set(
  [conversationMerged, conversationUnmerged, conversationSplit].map(({ eventName }) => eventName),
)

/** Everything that a payload of these events may say of where it happened. */
interface Place {
  conversationId?: string
  fromId?: string
  intoId?: string
  conversationIds?: string[]
  customerId?: string
}

const happenedIn = (events: readonly EventOf<unknown>[]): Happened => {
  const [ids, anew, customerIds] = [new Set<string>(), new Set<string>(), new Set<string>()]
  for (const { name, payload } of events) {
    const { conversationId, fromId, intoId, conversationIds = [], customerId } = payload as Place
    const these = [conversationId, fromId, intoId, ...conversationIds].filter((id) => id !== undefined)
    for (const id of these) ids.add(id)
    if (RELINKED.has(name)) for (const id of these) anew.add(id)
    if (name === customerChanged.eventName && customerId !== undefined) customerIds.add(customerId)
  }
  return { ids: [...ids], anew: [...anew], customerIds: [...customerIds] }
}

/** Starts, stops and ends clocks: with the removal of the events that say so, so that none is missed or counted twice. */
export const keepClocks = (conditions: Conditions): Listener =>
  listenTo(
    'sla',
    [
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
    ],
    (tx, events) => settleClocks(tx, conditions, happenedIn(events)),
  )
