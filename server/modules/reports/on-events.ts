import type { Tx } from '../../kernel/db/index.ts'
import { listenTo, type EventOf, type EventType } from '../../kernel/events/index.ts'
import { newId } from '../../kernel/ids.ts'
import {
  conversationChanged,
  conversationStarted,
  messageReceived,
  receiptChanged,
} from '../conversations/index.ts'
import { recordReceived, recordStarted } from './record-arrived.ts'
import { recordChanged } from './record-changed.ts'
import { recordSent } from './record-sent.ts'

const only = <Payload>(events: readonly EventOf<unknown>[], type: EventType<Payload>): EventOf<Payload>[] =>
  events.filter((event) => event.name === type.eventName) as EventOf<Payload>[]

/**
 * Measures a batch of events, whatever their number, in a few statements. Moves of a state get their ids in the order
 * of the events, so that two at the same moment keep their order.
 */
const record = async (tx: Tx, events: EventOf<unknown>[]): Promise<void> => {
  const order = new Map(events.map((event) => [event.id, newId()]))
  const orderOf = (eventId: string): string => order.get(eventId) as string
  await recordStarted(tx, only(events, conversationStarted))
  await recordReceived(tx, only(events, messageReceived), orderOf)
  await recordChanged(tx, only(events, conversationChanged), orderOf)
  await recordSent(tx, only(events, receiptChanged))
}

/** Everything that is measured when it happens. */
export const onEvents = listenTo(
  'reports',
  [conversationStarted, messageReceived, conversationChanged, receiptChanged],
  record,
)
