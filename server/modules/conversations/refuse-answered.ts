import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { abilitiesOf, channelOf } from '../inboxes/index.ts'
import { saidMeanwhile } from './queries/messages.ts'

/** What the writer of an answer had seen; both left out: nobody asks. */
export interface Seen {
  /** The newest message when they began to write. */
  seenMessageId?: string | undefined
  /** The newest message on their screen when they sent. */
  shownMessageId?: string | undefined
  anyway: boolean
}

/**
 * Throws `conversations.answered-meanwhile` with what was said since. Somebody else's answer counts from the moment in
 * which the writing began. What the customer adds counts from then, too, where an answer is a letter; where the customer's
 * lines are seen as they come (a `live` channel), only from the last one that was shown. Not so where several people write
 * in one conversation: a line of somebody else's changes to whom the answer goes.
 */
export const refuseWhenAnswered = async (
  tx: Tx,
  writerId: string | null,
  { id, inboxId, several }: { id: string; inboxId: string; several: boolean },
  { seenMessageId, shownMessageId, anyway }: Seen,
): Promise<void> => {
  const seen = seenMessageId ?? shownMessageId
  if (seen === undefined || anyway) return
  const theirs = !several && (await isLive(tx, inboxId)) ? shownMessageId : seen
  await refuseSince(tx, id, { others: seen, customers: theirs ?? null, writerId })
}

/** The same for what is done at once, an answer or not: whoever does it had seen all that was said, on every channel. */
export const refuseUnseen = async (
  tx: Tx,
  writerId: string | null,
  conversationId: string,
  seenMessageId: string | undefined,
): Promise<void> => {
  if (seenMessageId !== undefined)
    await refuseSince(tx, conversationId, { others: seenMessageId, customers: seenMessageId, writerId })
}

const refuseSince = async (
  tx: Tx,
  conversationId: string,
  since: Parameters<typeof saidMeanwhile>[2],
): Promise<void> => {
  const newer = await saidMeanwhile(tx, conversationId, since)
  if (newer.length === 0) return
  throw conflict(
    'conversations.answered-meanwhile',
    'Something was written since you opened this. Look at it, then send again or anyway.',
    { reasons: newer.map(({ id, kind, actorName }) => ({ id, kind, author: actorName })) },
  )
}

const isLive = async (tx: Tx, inboxId: string): Promise<boolean> => {
  const channel = await channelOf(tx, inboxId)
  return channel !== undefined && (await abilitiesOf(channel)).live
}
