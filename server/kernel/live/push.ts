import type { Db } from '../db/handles.ts'
import type { EventOf } from '../events/events.ts'

/** What goes to open screens: `type` and `data` as the screens know them, to everybody who is on a topic. */
export interface Frame {
  /** Topics of the workspace; a screen that is on several gets the frame once. */
  topics: string[]
  frame: { type: string; [key: string]: unknown }
  /** A newer frame with the same key replaces an older one that has not left yet. */
  key?: string
}

/**
 * How a room tells the screens what happened. `load` runs once per process for a batch of events and reads the same
 * shape that the REST call returns.
 */
export interface LivePush {
  readonly events: readonly string[]
  load(db: Db, events: Omit<EventOf<unknown>, 'id' | 'at'>[]): Promise<Frame[]>
}
