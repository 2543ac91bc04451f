import type { ImapFlow } from 'imapflow'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { externalIdOf } from '../external-id.ts'
import { withDeadline } from '../net/deadline.ts'
import { Slots } from '../net/slots.ts'
import { ownHeaders } from '../own-headers.ts'
import type { ImapSettings } from '../settings.ts'
import { ofStore } from '../store-failure.ts'
import { stillThere } from './search.ts'

/** What a folder says of a mail before it is fetched. */
export interface Listed {
  uid: number
  size: number
  arrivedAt: number
}

/** However many mailboxes are watched, only so many mails are in memory at once. */
const inMemory = new Slots(4)

/** How much of a mail above the limit is fetched: its headers and the beginning of its text. */
const cutBytes = 512 * 1024
/** Slowest line that is waited for, in bytes a millisecond, and the time that every fetch gets. */
const slowest = 10
const grace = 60_000

const fetchSource = async (
  client: ImapFlow,
  { uid, size }: Listed,
  limit: number,
): Promise<Buffer | undefined> => {
  const cut = size > limit
  const wanted = cut ? cutBytes : size
  const query = cut ? { source: { start: 0, maxLength: cutBytes } } : { source: true }
  // News of other mails come in between.
  const fetchOwn = async (): Promise<Buffer | undefined> => {
    let own: Buffer | undefined
    for await (const mail of client.fetch(String(uid), { uid: true, ...query }, { uid: true }))
      if (mail.uid === uid && mail.source) own = mail.source
    return own
  }
  const source = await withDeadline(fetchOwn(), grace + wanted / slowest, () => client.close())
  // Nothing at all is no mail either: servers say so of one that they can't read.
  if (!source || source.length === 0) {
    if ((await stillThere(client, [uid])).has(uid)) throw notGiven()
    return undefined
  }
  return cut ? Buffer.concat([Buffer.from(`${ownHeaders.cut}: ${size}\r\n`), source]) : source
}

/** What is to be said of a mail that the server names and does not give. */
export const notGiven = (): Error => new Error('The mail server did not give this mail.')

/**
 * Brings one mail over: fetch, keep, and only then mark it as seen. True when it is kept, false when it has
 * vanished from the folder meanwhile. Throws `StoreFailure` for our own trouble and foreign errors for the rest.
 */
export const takeMail = async (
  client: ImapFlow,
  listed: Listed,
  account: Account,
  imap: ImapSettings,
  host: ChannelHost,
): Promise<boolean> => {
  const kept = await inMemory.run(async () => {
    const raw = await fetchSource(client, listed, imap.largestMegabytes * 1024 * 1024)
    if (raw) await ofStore(host.accept(account, raw, externalIdOf(raw)))
    return raw !== undefined
  })
  if (!kept) return false
  // The mail is safe; a folder that lets nobody set flags is no reason to fetch it again.
  if (imap.markSeen)
    await client.messageFlagsAdd(String(listed.uid), ['\\Seen'], { uid: true }).catch(() => false)
  return true
}
