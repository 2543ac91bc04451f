import type { ImapFlow } from 'imapflow'
import type { ImapSettings } from '../settings.ts'
import { type Cursor, surveyOf } from './cursor.ts'
import { datesOf } from './list-mails.ts'
import { search } from './search.ts'

const day = 86_400_000

/** What is to be looked at: mails by UID, ascending; when they are done, everything up to `upTo` is done. */
export interface Plan {
  cursor: Cursor
  uids: number[]
  upTo: number
}

/**
 * Mails since a moment, and some before it: servers compare days alone, in whatever time zone they keep them, which is at
 * most a day behind ours.
 */
const searchSince = (client: ImapFlow, moment: number): Promise<number[]> =>
  search(client, { since: new Date(moment - day) })

/** The highest UID of a mail that lies in the folder; 0 when none does, of which some servers can't be asked. */
const highestPresent = async (client: ImapFlow): Promise<number> =>
  client.mailbox && client.mailbox.exists === 0 ? 0 : ((await search(client, { uid: '*' })).at(-1) ?? 0)

/** Up to here there are no mails to come: neither above what lies there nor above what was given out. */
const highestUid = async (client: ImapFlow): Promise<number> => {
  const next = client.mailbox ? client.mailbox.uidNext : 0
  const present = await highestPresent(client)
  return next > 0 ? Math.min(next - 1, present) : present
}

/**
 * True when a folder that was just opened gives out numbers again that it gave before, under the same UIDVALIDITY: it was
 * put back from a backup.
 */
const isRewound = async (client: ImapFlow, { lastUid }: Cursor): Promise<boolean> => {
  const next = client.mailbox ? client.mailbox.uidNext : 0
  return next > 0 && next <= lastUid && (await highestPresent(client)) < lastUid
}

/**
 * When mails came in that have a number which another one had: a folder that was put back may have overtaken what we know
 * before it is looked into, and some servers give a deleted mail's number to the next.
 */
const givenAnew = async (client: ImapFlow, { dates }: Cursor): Promise<number[]> => {
  const known = new Map(dates)
  const now = await datesOf(
    client,
    dates.map(([uid]) => uid),
  )
  return now.flatMap(([uid, arrivedAt]) => (known.get(uid) === arrivedAt ? [] : [arrivedAt]))
}

const freshCursor = (
  imap: ImapSettings,
  uidValidity: string,
  foundUpTo: number,
  startedAt: number,
  notBefore: number,
): Cursor => ({
  folder: imap.folder,
  uidValidity,
  lastUid: 0,
  startedAt,
  newestAt: 0,
  notBefore,
  foundUpTo,
  found: 0,
  surveyedFrom: -1,
  dealtWith: [],
  dates: [],
  numberings: 0,
  retry: [],
  gaps: [],
  earlierGaps: '',
  successAt: 0,
})

/** The first look into a folder: from now on, or the last days when the settings say so. */
const begin = async (
  client: ImapFlow,
  imap: ImapSettings,
  known: Cursor | undefined,
  uidValidity: string,
  now: number,
): Promise<Plan> => {
  const upTo = await highestUid(client)
  // What could not be fetched from another folder lies in none that is watched.
  const earlier = known ? { earlierGaps: 'gone' as const, numberings: known.numberings + 1 } : {}
  if (imap.importDays === 0) {
    const cursor = freshCursor(imap, uidValidity, upTo, now, 0)
    return { cursor: { ...cursor, ...earlier, lastUid: upTo }, uids: [], upTo }
  }
  const notBefore = now - imap.importDays * day
  const uids = await searchSince(client, notBefore)
  const fresh = freshCursor(imap, uidValidity, upTo, notBefore, notBefore)
  return { cursor: { ...fresh, ...earlier, found: uids.length }, uids, upTo }
}

/**
 * Since when mails may be unknown: from shortly before the folder was last looked through to its end, or before the newest
 * known one where that is earlier. While the first look is under way, from where that began.
 */
const unknownSince = ({ successAt, newestAt, notBefore }: Cursor): number =>
  successAt > 0 ? Math.min(successAt, newestAt || successAt) - 2 * day : notBefore

/**
 * The folder was made anew or moved, so all UIDs changed: everything is looked at again since when mails may be unknown,
 * and since the oldest one that could not be taken in yet, or is a gap. What is known already is recognised by its content.
 */
const beginAgain = async (
  client: ImapFlow,
  imap: ImapSettings,
  old: Cursor,
  uidValidity: string,
  alsoOwed: readonly number[],
): Promise<Plan> => {
  const upTo = await highestUid(client)
  // Servers keep arrivals in whole seconds.
  const startedAt = Math.floor(old.startedAt / 1000) * 1000
  const owed = [...old.retry.map(({ arrivedAt }) => arrivedAt), ...alsoOwed].map(
    (arrivedAt) => Math.floor(arrivedAt / 1000) * 1000,
  )
  const notBefore = owed.reduce((a, b) => Math.min(a, b), unknownSince(old))
  const from = Math.max(startedAt, notBefore)
  const uids = await searchSince(client, from)
  const cursor = {
    ...freshCursor(imap, uidValidity, upTo, old.startedAt, from),
    newestAt: old.newestAt,
    earlierGaps: 'renumbered' as const,
    numberings: old.numberings + 1,
    found: uids.length,
  }
  return { cursor, uids, upTo }
}

/** What finding needs to know besides the folder. */
interface Finding {
  now: number
  /** True right after the folder was opened: later its own figures may be old. */
  opened: boolean
  /** True when the server broke off while it described mails: nothing that is not needed is asked then. */
  careful: boolean
  /** When those came in that were given up: under new numbers they are looked for again. */
  gaps(): Promise<number[]>
}

/** What has to be fetched from the selected folder; what is new comes before mails whose next try is due. */
export const findUids = async (
  client: ImapFlow,
  imap: ImapSettings,
  known: Cursor | undefined,
  { now, opened, careful, gaps }: Finding,
): Promise<Plan> => {
  const mailbox = client.mailbox
  if (!mailbox) throw new Error('No folder is selected.')
  const uidValidity = mailbox.uidValidity.toString()
  if (known?.folder !== imap.folder) return begin(client, imap, known, uidValidity, now)
  const renumbered = known.uidValidity !== uidValidity
  const anew = opened && !careful && !renumbered ? await givenAnew(client, known) : []
  if (renumbered || anew.length > 0 || (opened && (await isRewound(client, known))))
    return beginAgain(client, imap, known, uidValidity, [...(await gaps()), ...anew])
  const due = known.retry.filter(({ at }) => at <= now).map(({ uid }) => uid)
  const { from, known: dealtWith } = surveyOf(known)
  // `n:*` names the last mail even when its UID is below n.
  const fresh = (await search(client, { uid: `${from}:*` })).filter(
    (uid) => uid >= from && !dealtWith.has(uid),
  )
  return { cursor: known, uids: [...fresh, ...due], upTo: known.lastUid }
}
