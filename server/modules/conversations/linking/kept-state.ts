import type { ConversationRow } from '../queries/rows.ts'

/** What follows from the messages alone; without the words themselves, which may be erased or masked one day. */
const SPOKEN = ['lastActivityAt', 'lastDirection', 'lastMessageId', 'waitingSince', 'messageCount'] as const

/** Fields that an undo gives back together, and only where nobody touched any of them since. */
const GROUPS = [['status', 'snoozedUntil', 'resolvedAt'], ['assigneeId'], ['teamId'], ['priority']] as const

type Field = (typeof GROUPS)[number][number] | (typeof SPOKEN)[number]

/** A conversation's changeable fields. */
export type State = Pick<ConversationRow, Field>

/** The same as it is kept in JSON. */
export type KeptState = { [F in Field]: State[F] extends Date | null ? string | null : State[F] }

/** What a merge or a split keeps, so that it can be undone field by field. */
export interface Kept {
  /** The one that was merged, as it stood; of a split the new one, as it began. */
  other: KeptState
  /** The one that stays, before and after. */
  before: KeptState
  after: KeptState
  /** Tags and followers that the survivor got by it. */
  tagIds: string[]
  followerIds: string[]
  /** Whose begun answers went along. */
  draftIds: string[]
  /** What went, as it stood. */
  moved: Standing
  /** What stays without it. Left out where it was kept before this was. */
  stays?: Standing
  /**
   * Messages that waited for an answer, of the one that was merged and of the one that stays, where it was not open: somebody
   * had put them away. Left out where it was kept before these were.
   */
  asleep?: { other: string[]; before: string[] }
}

/** How much stands somewhere, the newest of it, and how much of it waits for approval: whether anything happened since. */
export interface Standing {
  count: number
  lastId: string | null
  /** Left out where it was kept before these were counted. */
  awaiting?: number
}

/** True where nothing came, went or was let go. */
export const isSame = (a: Standing, b: Standing | undefined): boolean =>
  a.count === b?.count && a.lastId === b.lastId && (a.awaiting ?? 0) === (b.awaiting ?? 0)

const FIELDS = [...GROUPS.flat(), ...SPOKEN]

/** Keeps a conversation's fields. */
export const keepState = (row: State): KeptState =>
  Object.fromEntries(
    FIELDS.map((field) => {
      const value = row[field]
      return [field, value instanceof Date ? value.toISOString() : value]
    }),
  ) as KeptState

const DATES: ReadonlySet<Field> = new Set(['snoozedUntil', 'resolvedAt', 'lastActivityAt', 'waitingSince'])

/** The fields as they were kept. */
export const fromKept = (kept: KeptState): State =>
  Object.fromEntries(
    FIELDS.map((field) => {
      const value = kept[field]
      return [field, DATES.has(field) && value !== null ? new Date(value) : value]
    }),
  ) as State

/**
 * Fields that stood otherwise before, of those groups that are as they were left; what follows from messages where the same
 * ones stand there (`spoken`).
 */
export const givenBack = (
  now: State,
  { before, after }: Pick<Kept, 'before' | 'after'>,
  spoken: boolean,
): Partial<State> => {
  const present = keepState(now)
  const back = fromKept(before)
  const left = GROUPS.filter((group) => group.every((field) => present[field] === after[field]))
  return Object.fromEntries([...left.flat(), ...(spoken ? SPOKEN : [])].map((field) => [field, back[field]]))
}
