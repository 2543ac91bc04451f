import type { ImapFlow } from 'imapflow'
import type { ChannelHost } from '../../channel.ts'
import type { Account } from '../account.ts'
import { externalIdOf } from '../external-id.ts'
import { withDeadline } from '../net/deadline.ts'
import { Slots } from '../net/slots.ts'
import { ownHeaders } from '../own-headers.ts'
import type { ImapSettings } from '../settings.ts'
import { ofStore } from '../store-failure.ts'

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
  const fetched = client.fetchOne(String(uid), { uid: true, ...query }, { uid: true })
  const mail = await withDeadline(fetched, grace + wanted / slowest, () => client.close())
  if (!mail || !mail.source) return whyMissing(client, uid)
  return cut ? Buffer.concat([Buffer.from(`${ownHeaders.cut}: ${size}\r\n`), mail.source]) : mail.source
}

/** A mail that the server does not give must have vanished; one that is still there is tried again. */
const whyMissing = async (client: ImapFlow, uid: number): Promise<undefined> => {
  const found = await client.search({ uid: String(uid) }, { uid: true })
  if (!found || found.length > 0) throw new Error('The mail server did not give this mail.')
}

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
