import { z } from 'zod'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { ofStore } from '../store-failure.ts'

const failed = z.object({
  uid: z.number(),
  attempts: z.number(),
  at: z.number(),
  reason: z.string(),
  /** When the mail came in, milliseconds since 1970; 0: the server did not say. */
  arrivedAt: z.number().default(0),
})

const shape = z.object({
  folder: z.string(),
  /** UIDs mean something only together with this number of the folder's. */
  uidValidity: z.string(),
  /** Every mail up to here is kept, or listed below. */
  lastUid: z.number(),
  /** When this folder was first watched, and the newest arrival seen; milliseconds since 1970. */
  startedAt: z.number(),
  newestAt: z.number(),
  /**
   * Of the mails that were there when the folder was first looked into (by UID), those that arrived earlier are known or
   * were never wanted. What is moved here since keeps its old arrival and is wanted.
   */
  notBefore: z.number().default(0),
  foundUpTo: z.number().default(0),
  /** How many of those are to be looked at. */
  found: z.number().default(0),
  /**
   * Of the last mails above this UID (-1: nobody has noted any) it is known which were dealt with: servers that take mail in
   * by several ways may show a lower number after a higher one.
   */
  surveyedFrom: z.number().default(-1),
  dealtWith: z.array(z.number()).default([]),
  /** When the last mails of the folder came in, by UID: one that has another moment now was given a number anew. */
  dates: z.array(z.tuple([z.number(), z.number()])).default([]),
  /** How often the numbers began anew: the same one names other mails before and after. */
  numberings: z.number().default(0),
  /** Mails that could not be taken in yet; `at` is the next try. */
  retry: z.array(failed).default([]),
  /** Mails that were given up after many tries and do not stand in the list of gaps yet. */
  gaps: z.array(failed).default([]),
  /** What is to be said of gaps under earlier numbers once everything was looked at again; nothing: there are none. */
  earlierGaps: z.enum(['', 'renumbered', 'gone']).default(''),
  /** When the folder was last looked through without a failure. */
  successAt: z.number().default(0),
})

/** How far a folder has been read. Kept with the inbox, so that an outage is made up for by itself. */
export type Cursor = z.infer<typeof shape>

const key = 'imap'

/** Of so many of the last mails it is known which were dealt with, and when they came in. */
export const surveyed = 100

/** Waits before the next try of a single mail, in seconds. After the last one it is a gap. */
const waits = [1, 10, 60, 300, 1800, 7200, 21_600, 21_600, 43_200, 86_400]

export const readCursor = async (account: Account, host: ChannelHost): Promise<Cursor | undefined> => {
  const kept = shape.safeParse(await ofStore(host.readState<unknown>(account, key)))
  return kept.success ? kept.data : undefined
}

export const writeCursor = (account: Account, host: ChannelHost, cursor: Cursor): Promise<void> =>
  ofStore(host.writeState(account, key, cursor))

/** Notes that a mail could not be taken in: tried again later, and in the end a visible gap. */
export const noteFailure = (
  cursor: Cursor,
  { uid, arrivedAt = 0 }: { uid: number; arrivedAt?: number },
  reason: string,
  now: number,
): void => {
  const before = cursor.retry.find((mail) => mail.uid === uid)
  const attempts = (before?.attempts ?? 0) + 1
  cursor.retry = cursor.retry.filter((mail) => mail.uid !== uid)
  const wait = waits[attempts - 1]
  const mail = {
    uid,
    attempts,
    // Neither can be kept: a NUL, and half a character.
    reason: reason.replaceAll('\0', '').slice(0, 300).toWellFormed(),
    arrivedAt: arrivedAt || (before?.arrivedAt ?? 0),
  }
  if (wait === undefined) cursor.gaps.push({ ...mail, at: now })
  else cursor.retry.push({ ...mail, at: now + wait * 1000 })
  noteDealtWith(cursor, uid, arrivedAt)
}

/** Notes that a mail is kept, and when it came in: a moment that is still to come is a lie. */
export const noteSuccess = (cursor: Cursor, uid: number, arrivedAt: number, now: number): void => {
  cursor.retry = cursor.retry.filter((mail) => mail.uid !== uid)
  cursor.newestAt = Math.max(cursor.newestAt, Math.min(arrivedAt, now))
  noteDealtWith(cursor, uid, arrivedAt)
}

const noteDealtWith = (cursor: Cursor, uid: number, arrivedAt: number): void => {
  if (arrivedAt > 0)
    cursor.dates = [...cursor.dates.filter(([known]) => known !== uid), [uid, arrivedAt] as [number, number]]
      .toSorted(([a], [b]) => a - b)
      .slice(-surveyed)
  if (cursor.surveyedFrom < 0) cursor.surveyedFrom = Math.max(cursor.lastUid, cursor.foundUpTo)
  if (uid > cursor.surveyedFrom && !cursor.dealtWith.includes(uid)) {
    cursor.dealtWith = [...cursor.dealtWith, uid].toSorted((a, b) => a - b)
    if (cursor.dealtWith.length > surveyed) cursor.surveyedFrom = cursor.dealtWith.shift() ?? 0
  }
  cursor.lastUid = Math.max(cursor.lastUid, uid)
}

/** From which UID on a folder is looked through for what was not dealt with, and what of that was. */
export const surveyOf = ({
  surveyedFrom,
  dealtWith,
  lastUid,
}: Cursor): { from: number; known: Set<number> } => ({
  from: (surveyedFrom < 0 ? lastUid : Math.min(surveyedFrom, lastUid)) + 1,
  known: new Set(dealtWith),
})
