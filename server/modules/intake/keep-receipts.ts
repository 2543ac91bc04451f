import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { messagesByChannelKey } from './queries.ts'

/** Attaches receipts to the messages that they speak of; one that fits none of ours is dropped. */
export const keepReceipts = async (
  tx: Tx,
  receipts: readonly { inboxId: string; receipt: ReceiptArrival }[],
): Promise<void> => {
  if (receipts.length === 0) return
  const rows = await messagesByChannelKey(
    tx,
    receipts.map(({ inboxId, receipt }) => ({ inboxId, key: receipt.messageKey })),
  )
  const ids = new Map(rows.map((row) => [row.key, row.messageId]))
  for (const { receipt } of receipts) {
    const messageId = ids.get(receipt.messageKey)
    if (messageId) await setReceipt(tx, { messageId, receipt: receipt.state, reason: receipt.reason ?? null })
  }
}
