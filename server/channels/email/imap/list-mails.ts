import type { ImapFlow } from 'imapflow'
import { withDeadline } from '../net/deadline.ts'
import type { Listed } from './take-mail.ts'

/** How long a server may describe a group of mails, in milliseconds. */
const longest = 120_000

/** What the selected folder says of some mails, by UID; those that it leaves out are missing. */
export const listMails = async (client: ImapFlow, uids: readonly number[]): Promise<Map<number, Listed>> => {
  const listed = new Map<number, Listed>()
  const list = async (): Promise<void> => {
    const query = { uid: true, size: true, internalDate: true }
    for await (const { uid, size, internalDate } of client.fetch(uids.join(','), query, { uid: true })) {
      // News of a mail's flags come in between, and say nothing of what was asked for.
      if (size === undefined && internalDate === undefined) continue
      const arrivedAt = internalDate ? new Date(internalDate).getTime() : 0
      listed.set(uid, { uid, size: size ?? 0, arrivedAt: Number.isNaN(arrivedAt) ? 0 : arrivedAt })
    }
  }
  await withDeadline(list(), longest, () => client.close())
  return listed
}
