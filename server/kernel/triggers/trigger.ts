import type { Db } from '../db/handles.ts'
import type { EventType } from '../events/events.ts'
import type { Words } from '../settings-view.ts'

/** To which subject something happened. */
export interface Happening {
  id: string
  /** What of it just came, by its id: conditions look at that and not at what came last. */
  at?: string
}

/** Something that happens to subjects, to which rules may answer. */
export interface Trigger {
  /** `room's noun.what`: stays as it is for ever, since saved rules name it. */
  readonly name: string
  readonly title: Words
  readonly about: string
  /** Names of the announcements that may say so. */
  readonly events: readonly string[]
  /** What of these says so: one announcement may say several at once, and triggers that share none are never said together. */
  readonly cases: readonly string[]
  /** To which subjects it happened; none where the announcement says something else. */
  happened(payload: unknown, event: string): readonly Happening[]
  /** What of its subject is other then, by names of conditions: so that rules which set each other off are told. */
  readonly follows: readonly string[]
}

/** A moment of subjects after which time passes: rules answer when so much of it has. */
export interface Moment {
  readonly name: string
  readonly title: Words
  readonly about: string
  /**
   * Whose moment lies behind `after` and not behind `until`, in the order of moments and ids, behind the id `behind` of those at
   * `after`. Costs what there is between the two.
   */
  passed(
    db: Db,
    span: { after: Date; behind: string; until: Date },
    limit: number,
  ): Promise<readonly { id: string; at: Date }[]>
  /** The moment of each subject that has one now. */
  read(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, Date>>
  /** Names of the announcements after which a moment may lie back. */
  readonly lateBy: readonly string[]
  /** Subjects whose moment may lie back when it is announced: what says so came late, or a moment of before holds again. */
  toldLate(event: { name: string; payload: unknown }): readonly string[]
}

/** What announcements a trigger is made from, which of their subjects it names, and what of them it is about. */
type Said = readonly [
  EventType<never>,
  (payload: never) => string | Happening | null | undefined,
  readonly string[],
]

/** What one kind of announcement says to a trigger; `about` names what of it, where it tells of several things. */
export const when = <Payload extends object>(
  type: EventType<Payload>,
  says: (payload: Payload) => string | Happening | null | undefined,
  about: readonly string[] = [''],
): Said => [type as unknown as EventType<never>, says as Said[1], about]

/** Declares a trigger from the announcements that say so. */
export const defineTrigger = ({
  said,
  follows = [],
  ...rest
}: Pick<Trigger, 'name' | 'title' | 'about'> & {
  said: readonly Said[]
  follows?: readonly string[]
}): Trigger => {
  const by = new Map(said.map(([{ eventName }, says]) => [eventName, says]))
  return {
    ...rest,
    follows,
    events: [...by.keys()],
    cases: said.flatMap(([{ eventName }, , of]) => of.map((one) => `${eventName} ${one}`)),
    happened: (payload, event) => {
      const found = by.get(event)?.(payload as never)
      if (found === null || found === undefined) return []
      return [typeof found === 'string' ? { id: found } : found]
    },
  }
}
