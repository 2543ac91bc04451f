import type { ImapFlow } from 'imapflow'
import { withDeadline } from '../net/deadline.ts'
import type { Listed } from './take-mail.ts'

/** How long a server may describe a group of mails, in milliseconds. */
const longest = 120_000

/** A whole group of mails could not be listed; the next session goes one by one, to find the one that is to blame. */
export class ListingFailure extends Error {}

const describe = async (
  client: ImapFlow,
  range: string,
  { uid: byUid, size: withSize }: { uid: boolean; size: boolean },
): Promise<Map<number, Listed>> => {
  const listed = new Map<number, Listed>()
  const list = async (): Promise<void> => {
    const query = { uid: true, internalDate: true, ...(withSize ? { size: true } : {}) }
    for await (const { uid, size, internalDate } of client.fetch(range, query, { uid: byUid })) {
      // News of a mail's flags come in between, and say nothing of what was asked for.
      if (size === undefined && internalDate === undefined) continue
      const arrivedAt = internalDate ? new Date(internalDate).getTime() : 0
      listed.set(uid, { uid, size: size ?? 0, arrivedAt: Number.isNaN(arrivedAt) ? 0 : arrivedAt })
    }
  }
  await withDeadline(list(), longest, () => client.close())
  return listed
}

/** What the selected folder says of some mails, by UID; those that it leaves out are missing. */
export const listMails = (client: ImapFlow, uids: readonly number[]): Promise<Map<number, Listed>> =>
  describe(client, uids.join(','), { uid: true, size: true })

/**
 * When mails came in, with their UIDs, ascending: some, or the last so many of the folder. None where the server can't
 * say; throws `ListingFailure` where the connection is lost over it.
 */
export const datesOf = async (
  client: ImapFlow,
  which: readonly number[] | { last: number },
): Promise<[uid: number, arrivedAt: number][]> => {
  const exists = client.mailbox ? client.mailbox.exists : 0
  const byUid = 'length' in which
  if (exists === 0 || (byUid && which.length === 0)) return []
  const range = byUid ? which.join(',') : `${Math.max(1, exists - which.last + 1)}:*`
  try {
    const listed = await describe(client, range, { uid: byUid, size: false })
    return [...listed.values()]
      .filter(({ arrivedAt }) => arrivedAt > 0)
      .map(({ uid, arrivedAt }): [number, number] => [uid, arrivedAt])
      .toSorted(([a], [b]) => a - b)
  } catch (cause) {
    if (client.usable) return []
    throw new ListingFailure('Mails could not be listed.', { cause })
  }
}
