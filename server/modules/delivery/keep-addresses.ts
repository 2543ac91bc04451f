import type { Tx } from '../../kernel/db/index.ts'
import type { OutgoingRow } from '../conversations/index.ts'
import { EMAIL, normaliseIdentity } from '../customers/index.ts'
import { newestTo, noteNewest } from './queries/addresses.ts'

/** After so long no mail server is still at it (RFC 5321, 4.5.4.1: four to five days). */
const DAYS = 5
const DAY_MS = 86_400_000

/** A mail address as it is compared. */
export const mailKey = (address: string): string => normaliseIdentity(EMAIL, address).valueKey

/** Those of a message's recipients who don't have it yet. `accepted`: addresses of others, in lower case. */
export const lacking = (
  recipients: OutgoingRow['recipients'],
  accepted: readonly string[],
): OutgoingRow['recipients'] => recipients.filter(({ value }) => !accepted.includes(value.toLowerCase()))

/** Keeps to whom a mail leaves: what comes back often names nobody but them. Part of sending, never of what comes in. */
export const keepAddresses = async (
  tx: Tx,
  inboxId: string,
  messageId: string,
  recipients: OutgoingRow['recipients'],
): Promise<void> => {
  const mails = recipients.filter(({ kind, role }) => kind === EMAIL && role !== 'from')
  const valueKeys = [...new Set(mails.map(({ value }) => mailKey(value)))]
  if (valueKeys.length > 0) await noteNewest(tx, { inboxId, messageId, valueKeys })
}

/** The message that left an inbox last for an address, and whether it is the only one of these days. */
export interface Newest {
  messageId: string
  several: boolean
}

/** Finds the messages that left an inbox last, and not long ago, for addresses; by `inboxId address`. */
export const findNewestTo = async (
  tx: Tx,
  wanted: readonly { inboxId: string; address: string }[],
): Promise<(inboxId: string, address: string) => Newest | undefined> => {
  const since = new Date(tx.now.getTime() - DAYS * DAY_MS)
  const keyed = wanted.map(({ inboxId, address }) => ({ inboxId, valueKey: mailKey(address) }))
  const rows = keyed.length === 0 ? [] : await newestTo(tx, keyed, since)
  const found = new Map(rows.map((row) => [`${row.inboxId} ${row.valueKey}`, row]))
  return (inboxId, address) => found.get(`${inboxId} ${mailKey(address)}`)
}
