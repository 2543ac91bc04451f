import type { Db, Tx } from './db/handles.ts'
import { sql, type Sql } from './db/sql.ts'

/** How many rows of which kind were changed: the proof of it. */
export type Counts = Readonly<Record<string, number>>

/** Somebody whose data are to be removed, with everything by which traces of them are found. */
export interface Person {
  /** All rows that stood for them. */
  readonly ids: readonly string[]
  /** Addresses as they were written, each with the key under which it is the same as others. */
  readonly addresses: readonly { kind: string; value: string; valueKey: string }[]
}

/** Stands where an address of an erased person stood; nothing can be sent there (RFC 2606). */
export const NOWHERE = 'erased@sender.invalid'

/** A word as a pattern, here and in PostgreSQL. */
const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** Addresses out of which a pattern is made, the longest first: one may be the end of another. */
const eitherOf = (words: readonly string[]): string =>
  `(?:${words
    .toSorted((one, other) => other.length - one.length)
    .map(escaped)
    .join('|')})`

/** No address goes on here: `ko@mail.example` is none of `mariko@mail.example`, nor of `ko@mail.example.org`. */
const END = '(?!-*[a-z0-9]|[.][a-z0-9])'

/** What a person's addresses are found by, as they were written and as they are compared. */
export const addressWords = ({ addresses }: Person): string[] => [
  ...new Set(
    addresses
      .flatMap(({ value, valueKey }) => [value.toLowerCase(), valueKey.toLowerCase()])
      // A short one stands everywhere, and says nothing.
      .filter((word) => word.length > 5),
  ),
]

/** Condition: a text holds any of some words, which are in lower case. */
export const holdsAny = (text: Sql, words: readonly string[]): Sql => sql`
  exists (select from unnest(${words}::text[]) as w (word) where position(w.word in lower(${text})) > 0)`

/**
 * Finds addresses in a text, for `String.replace`; undefined where there are none to be found. Letters of other scripts may
 * stand right beside one.
 */
export const addressPattern = (words: readonly string[]): RegExp | undefined =>
  words.length === 0 ? undefined : new RegExp(`(?<![a-z0-9][._%+-]*)${eitherOf(words)}${END}`, 'gi')

/**
 * The same for PostgreSQL's `~`, of a text in lower case that is written as JSON, in the manner of mail, of URLs, or as
 * `encode(…, 'escape')` gives bytes: an escaped character may stand right before an address. Null finds nothing.
 */
export const addressPatternInRaw = (words: readonly string[]): string | null =>
  words.length === 0
    ? null
    : String.raw`(?:^|[^a-z0-9._%+-]|\\[0-3][0-7][0-7]|\\[bfnrt]|\\u[0-9a-f]{4}|[=%][0-9a-f][0-9a-f])[._%+-]*${eitherOf(words)}${END}`

/** A piece of a long search for traces; `next`: where the following one begins, null at the end. */
export interface Swept {
  readonly counts: Counts
  /** Messages of others that do not say any more what they said. */
  readonly messageIds: readonly string[]
  /** Messages that the person wrote where others have their thread: everything that they say is to go. */
  readonly own?: readonly string[]
  readonly next: string | null
}

/**
 * What a room does when somebody is erased. Everything may run again after a kill and must then do nothing more. Rows stay
 * where statistics or others need them; what they say goes.
 */
export interface Erasing {
  /** What these threads say beside their messages, in one transaction with those and the other rooms. */
  threads?(tx: Tx, threadIds: readonly string[]): Promise<Counts>
  /** Everything that these messages say, or that was made of them, wherever they stand. */
  messages?(tx: Tx, messageIds: readonly string[]): Promise<Counts>
  /** Traces elsewhere, a piece at a time from a place on; null: from the beginning. */
  sweep?(tx: Tx, person: Person, place: string | null): Promise<Swept>
  /** What is made of messages in which a trace of the person was removed. */
  copies?(tx: Tx, messageIds: readonly string[]): Promise<Counts>
  /** Whatever else names the person, at once. */
  person?(tx: Tx, person: Person): Promise<Counts>
}

/** Something that people of ours wrote about a thread beside its messages: internal, and given out only where that is wanted. */
export interface Beside {
  readonly threadId: string
  /** What it is: a task, a note from one shift to the next. */
  readonly title: { en: string; ja: string }
  readonly text: string
  readonly at: Date
}

/** What a room has about threads beside their messages, the oldest first: the rest of what is kept of a person. */
export type Exporting = (db: Db, threadIds: readonly string[]) => Promise<readonly Beside[]>

/** What a rule would remove now. */
export interface Due {
  readonly rows: number
  readonly oldest: Date | null
}

/** What a piece of a removal took: how many rows, and how old they were. */
export interface Removed {
  readonly rows: number
  readonly from: Date | null
  readonly to: Date | null
  /** Where the following piece begins; null at the end. */
  readonly next: string | null
}

/** A piece of a removal that is to be done. */
export interface Removing {
  readonly before: Date
  /** Where it begins; null: at the beginning. */
  readonly place: string | null
  /** Removes what threads say, as for a person who is erased; false where it has to be asked for once more, for the rest. */
  readonly wipe: (threadIds: readonly string[]) => Promise<boolean>
  /** Has whatever is made of messages follow them: something of them is gone. */
  readonly follow: (messageIds: readonly string[]) => Promise<void>
}

/** A kind of data that is kept for so many days, in the room that owns it. */
export interface Keeping {
  /** `room.kind`. */
  readonly kind: string
  readonly title: { en: string; ja: string }
  /** What goes after that time, and what stays. */
  readonly hint: { en: string; ja: string }
  /** Unless an owner says otherwise; null: without an end. */
  readonly days: number | null
  /** Fewer can't be chosen: what is younger is still worked with. */
  readonly leastDays: number
  /** What there is from before a moment. Changes nothing. */
  due(db: Db, before: Date): Promise<Due>
  /** Removes the next piece of it. */
  remove(tx: Tx, piece: Removing): Promise<Removed>
}

/** How many moments, with the first and the last of them: what a piece of a removal took. */
export const spanOf = (moments: readonly Date[]): Omit<Removed, 'next'> => {
  const times = moments.map((at) => at.getTime())
  const at = (time: number): Date | null => (times.length === 0 ? null : new Date(time))
  return { rows: moments.length, from: at(Math.min(...times)), to: at(Math.max(...times)) }
}

/** What one piece of a removal of at most so many rows took: there may be more where it was full. */
export const removedOf = (rows: readonly { at: Date }[], most: number): Removed => ({
  ...spanOf(rows.map(({ at }) => at)),
  next: rows.length < most ? null : 'more',
})

/** Adds up counts. */
export const addCounts = (...all: readonly Counts[]): Counts => {
  const sum: Record<string, number> = {}
  for (const counts of all) for (const [kind, n] of Object.entries(counts)) sum[kind] = (sum[kind] ?? 0) + n
  return sum
}
