import type { ImapFlow } from 'imapflow'
import { withDeadline } from '../net/deadline.ts'

/** How long a server may look for mails, in milliseconds: some say every now and then that they are still there. */
const longest = 300_000

/** UIDs in the selected folder, ascending. Throws when the server does not carry the search out. */
export const search = async (
  client: ImapFlow,
  query: Parameters<ImapFlow['search']>[0],
): Promise<number[]> => {
  const asked = client.search(query, { uid: true })
  const found = await withDeadline(asked, longest, () => client.close())
  // An unanswered search is no empty folder: taking it for one would skip mail, or bring in all of it.
  if (!found) throw new Error('The mail server did not carry out a search.')
  return [...found].map(Number).toSorted((a, b) => a - b)
}

/** Those of some mails that lie in the folder, as far as the server says. */
export const stillThere = async (client: ImapFlow, uids: readonly number[]): Promise<Set<number>> =>
  new Set(uids.length === 0 ? [] : await search(client, { uid: uids.join(',') }))
