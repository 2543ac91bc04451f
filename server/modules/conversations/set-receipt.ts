import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { receiptChanged } from './events.ts'
import { moveReceipt } from './queries/messages.ts'

/** Receipts only move forward: `read` stays when `delivered` follows late, and a bounce ends it. */
const BEFORE: Record<string, readonly string[]> = {
  held: ['queued', 'scheduled', 'sending'],
  queued: ['held', 'failed', 'sending', 'uncertain', 'scheduled', 'bounced'],
  sending: ['queued', 'scheduled', 'held'],
  sent: ['sending', 'queued', 'uncertain'],
  // What waits to be sent goes on waiting: the news is of others of its recipients, or of an earlier attempt.
  delivered: ['sending', 'sent', 'uncertain'],
  read: ['sending', 'sent', 'delivered', 'uncertain'],
  failed: ['queued', 'scheduled', 'held', 'sending', 'sent'],
  uncertain: ['sending'],
  bounced: ['sending', 'sent', 'delivered', 'uncertain'],
}

/** News of some recipients that came while others are still to get it. */
const NEWS = ['delivered', 'read']

/** What happened to an outgoing message. */
export interface Receipt {
  messageId: string
  receipt: keyof typeof BEFORE
  reason?: Sentence | null
  /** The channel's key of the message, once it is known. */
  channelKey?: string | undefined
  /** With `sent`: it had never left before. */
  first?: boolean
  /** It is the sending itself that says so, which is not over because some have it already. */
  sending?: boolean
}

/** Keeps what happened to an outgoing message; false when it was further already, or taken back. */
export const setReceipt = async (
  tx: Tx,
  { messageId, receipt, reason = null, channelKey, first = false, sending = false }: Receipt,
): Promise<boolean> => {
  const home = await moveReceipt(tx, {
    messageId,
    from: [...(BEFORE[receipt] ?? []), ...(sending ? NEWS : [])],
    to: receipt,
    reason,
    channelKey: channelKey ?? null,
  })
  if (!home) return false
  tx.announce(receiptChanged({ ...home, messageId, receipt, first }))
  return true
}
