import type { Db } from '../db/handles.ts'
import type { Announcement, EventType } from '../events/events.ts'
import type { Words } from '../settings-view.ts'

/** Ways in which somebody is told: kept for them, shown on the desktop of an open screen, heard there, pushed to their devices, mailed. */
export const WAYS = ['app', 'desktop', 'sound', 'push', 'mail'] as const
export type Way = (typeof WAYS)[number]

/** What a sentence about something that happened may name. */
export interface Spoken {
  /** Who did it, where a colleague did. */
  readonly by: string | null
  /** Whom it is about, as far as that has a name. */
  readonly about: string
  /** What the room said of it: `first`. */
  readonly detail: string | null
  /** How many of these there are in one: at least 1. */
  readonly count: number
}

/** A kind of thing that people may be told of. */
export interface Happening {
  /** `mentioned` */
  readonly name: string
  /** When somebody is told, as it is chosen: "A note mentions me". */
  readonly title: Words
  /** Who is told once of several things at a time is told of the one with the smallest number. */
  readonly rank: number
  /** The ways until somebody chooses others. */
  readonly usual: readonly Way[]
  /** What happened, in a sentence. */
  says(spoken: Spoken): Words
}

/** Whom something concerns: somebody by name, a group, the groups of the resource, or whoever holds a permission. */
export type Concerned =
  | { readonly who: 'person' | 'holder'; readonly personId: string }
  | { readonly who: 'group'; readonly groupId: string }
  | { readonly who: 'groups' }
  | { readonly who: 'permitted'; readonly permission: string; readonly roles: readonly string[] }

/** Something that happened. Who may not know of the resource is not told. */
export interface Happened {
  readonly happening: string
  /** What it leads to: a kind of subject and its id, or `page` and its address, under which several become one. */
  readonly about: { readonly kind: string; readonly id: string }
  /** Which of several that become one it is: each counts once. */
  readonly part?: string
  readonly resourceId: string | null
  readonly to: Concerned
  /** What was said, where it is that. */
  readonly messageId?: string | null
  /** Who did it, and so needs no telling. */
  readonly actorId?: string | null
  readonly detail?: string | null
}

/** How a room tells people what happened: from events, all of a batch at once, in the dispatcher's transaction. */
export interface Telling {
  readonly happenings: readonly Happening[]
  readonly events: readonly Pick<EventType<object>, 'eventName'>[]
  find(db: Db, events: readonly Announcement[]): Promise<readonly Happened[]> | readonly Happened[]
}
