import type { Tx } from '../db/handles.ts'
import type { EventOf, EventType } from './events.ts'

/**
 * What a room does when others announce something. It runs in a transaction of the dispatcher together with the
 * removal of the event, so its effects happen exactly once; it touches the database only (the outside is for jobs).
 */
export interface Listener {
  readonly room: string
  readonly events: readonly string[]
  handle(tx: Tx, events: EventOf<unknown>[]): Promise<void>
}

/** A listener to one kind of event; it gets them in batches, in the order in which they were announced. */
export const listen = <Payload>(
  room: string,
  type: EventType<Payload>,
  handle: (tx: Tx, events: EventOf<Payload>[]) => Promise<void>,
): Listener => ({ room, events: [type.eventName], handle: handle as Listener['handle'] })

/** A listener to several kinds of events, kept in their order. */
export const listenTo = (
  room: string,
  types: readonly Pick<EventType<object>, 'eventName'>[],
  handle: (tx: Tx, events: EventOf<unknown>[]) => Promise<void>,
): Listener => ({ room, events: types.map((type) => type.eventName), handle })
