import type { ImapFlow } from 'imapflow'
import type { ImapSettings } from '../settings.ts'
import type { Cursor } from './cursor.ts'

const day = 86_400_000

/** What is to be looked at: mails by UID, ascending; when they are done, everything up to `upTo` is done. */
export interface Plan {
  cursor: Cursor
  uids: number[]
  upTo: number
}

const search = async (client: ImapFlow, query: Parameters<ImapFlow['search']>[0]): Promise<number[]> => {
  const found = await client.search(query, { uid: true })
  // An unanswered search is no empty folder: taking it for one would skip mail, or bring in all of it.
  if (!found) throw new Error('The mail server did not carry out a search.')
  return [...found].map(Number).toSorted((a, b) => a - b)
}

/** The highest UID given so far. */
const highestUid = async (client: ImapFlow): Promise<number> => {
  const next = client.mailbox ? client.mailbox.uidNext : 0
  return next > 0 ? next - 1 : Math.max(0, ...(await search(client, { all: true })))
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
  const earlierGaps = known ? 'gone' : ''
  if (imap.importDays === 0) {
    const cursor = freshCursor(imap, uidValidity, upTo, now, 0)
    return { cursor: { ...cursor, earlierGaps, lastUid: upTo }, uids: [], upTo }
  }
  const notBefore = now - imap.importDays * day
  const uids = await search(client, { since: new Date(notBefore) })
  const fresh = freshCursor(imap, uidValidity, upTo, notBefore, notBefore)
  return { cursor: { ...fresh, earlierGaps, found: uids.length }, uids, upTo }
}

/**
 * The folder was made anew or moved, so all UIDs changed: everything since shortly before the newest known mail is
 * looked at again, and since the oldest one that could not be taken in yet, or is a gap. What is known already is recognised by its
 * content.
 */
const beginAgain = async (
  client: ImapFlow,
  imap: ImapSettings,
  old: Cursor,
  uidValidity: string,
  gaps: readonly number[],
): Promise<Plan> => {
  const upTo = await highestUid(client)
  // Servers keep arrivals in whole seconds.
  const startedAt = Math.floor(old.startedAt / 1000) * 1000
  const owed = [...old.retry.map(({ arrivedAt }) => arrivedAt), ...gaps].map(
    (arrivedAt) => Math.floor(arrivedAt / 1000) * 1000,
  )
  const notBefore = Math.max(startedAt, Math.min((old.newestAt || startedAt) - 2 * day, ...owed))
  const uids = await search(client, { since: new Date(notBefore) })
  const cursor = {
    ...freshCursor(imap, uidValidity, upTo, old.startedAt, notBefore),
    newestAt: old.newestAt,
    earlierGaps: 'renumbered' as const,
    found: uids.length,
  }
  return { cursor, uids, upTo }
}

/**
 * What has to be fetched from the selected folder; mails whose next try is due come first. `gaps` tells when those came in
 * that were given up: under new numbers they are looked for again.
 */
export const findUids = async (
  client: ImapFlow,
  imap: ImapSettings,
  known: Cursor | undefined,
  now: number,
  gaps: () => Promise<number[]>,
): Promise<Plan> => {
  const mailbox = client.mailbox
  if (!mailbox) throw new Error('No folder is selected.')
  const uidValidity = mailbox.uidValidity.toString()
  if (known?.folder !== imap.folder) return begin(client, imap, known, uidValidity, now)
  if (known.uidValidity !== uidValidity) return beginAgain(client, imap, known, uidValidity, await gaps())
  const due = known.retry.filter(({ at }) => at <= now).map(({ uid }) => uid)
  // `n:*` names the last mail even when its UID is below n.
  const fresh = (await search(client, { uid: `${known.lastUid + 1}:*` })).filter((uid) => uid > known.lastUid)
  return { cursor: known, uids: [...due, ...fresh], upTo: known.lastUid }
}
