import type { Db } from '../../kernel/db/index.ts'
import type { EventOf } from '../../kernel/events/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'

/** One thing to tell. `data` has the shapes that the API's reads give. */
export interface HookNews {
  /** The announcement that it comes from. */
  event: EventOf<unknown>
  inboxId: string | null
  data: object
}

/**
 * A kind of event that webhooks can be told. The room knows no other one: what there is to tell is handed to it where
 * the house is put together.
 */
export interface HookEvent {
  /** Name on the wire, `noun.verb` in the past. */
  readonly name: string
  readonly description: Sentence
  /** True when each news belongs to an inbox. */
  readonly byInbox: boolean
  /** True when webhooks that are limited to inboxes are told, too, although it belongs to none. */
  readonly toAll?: boolean
  /** Names of the announcements that it is made from. */
  readonly announcements: readonly string[]
  /** Reads what is told of announcements; those that are not worth telling are left out. */
  read(db: Db, events: readonly EventOf<unknown>[]): Promise<HookNews[]>
}
