import type { Tx } from '../../kernel/db/index.ts'
import type { Sentence } from '../../kernel/http-client/index.ts'
import { receiptChanged } from './events.ts'
import { explainReceipt } from './queries/explain-receipt.ts'

/**
 * Keeps a line with a message that has left and stays where it is: a delay, a complaint, some of its recipients who did
 * not get it. False for any other.
 */
export const noteReceipt = async (
  tx: Tx,
  { messageId, reason }: { messageId: string; reason: Sentence | null },
): Promise<boolean> => {
  const home = await explainReceipt(tx, messageId, reason)
  if (!home) return false
  tx.announce(receiptChanged({ ...home, messageId, first: false }))
  return true
}
