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
  delivered: ['sending', 'queued', 'sent', 'uncertain'],
  read: ['sending', 'queued', 'sent', 'delivered', 'uncertain'],
  failed: ['queued', 'scheduled', 'held', 'sending', 'sent'],
  uncertain: ['sending'],
  bounced: ['sending', 'sent', 'delivered', 'uncertain'],
}

/** What happened to an outgoing message. */
export interface Receipt {
  messageId: string
  receipt: keyof typeof BEFORE
  reason?: Sentence | null
  /** The channel's key of the message, once it is known. */
  channelKey?: string | undefined
  /** With `sent`: it had never left before. */
  first?: boolean
}

/** Keeps what happened to an outgoing message; false when it was further already, or taken back. */
export const setReceipt = async (
  tx: Tx,
  { messageId, receipt, reason = null, channelKey, first = false }: Receipt,
): Promise<boolean> => {
  const home = await moveReceipt(tx, {
    messageId,
    from: BEFORE[receipt] ?? [],
    to: receipt,
    reason,
    channelKey: channelKey ?? null,
  })
  if (!home) return false
  tx.announce(receiptChanged({ ...home, messageId, receipt, first }))
  return true
}
