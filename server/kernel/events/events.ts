/** Something that became true. The payload carries ids and small values, never texts of people. */
export interface Announcement<Payload = unknown> {
  readonly name: string
  readonly payload: Payload
}

/** An announcement as a listener gets it. `id` is the same at every repetition. */
export interface EventOf<Payload> {
  readonly id: string
  readonly name: string
  readonly payload: Payload
  readonly at: Date
}

/** A kind of event: call it to make an announcement. */
export interface EventType<Payload> {
  (payload: Payload): Announcement<Payload>
  readonly eventName: string
}

/** Declares a kind of event, `noun.verb` in the past: `message.received`. */
export const defineEvent = <Payload extends object>(name: string): EventType<Payload> =>
  Object.assign((payload: Payload): Announcement<Payload> => ({ name, payload }), { eventName: name })
