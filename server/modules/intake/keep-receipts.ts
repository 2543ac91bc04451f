import type { ReceiptArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { setReceipt } from '../conversations/index.ts'
import { messagesByChannelKey } from './queries.ts'

/** Attaches receipts to the messages that they speak of; one that fits none of ours is dropped. */
export const keepReceipts = async (
  tx: Tx,
  receipts: readonly { inboxId: string; receipt: ReceiptArrival }[],
): Promise<void> => {
  const keyed = receipts.flatMap(({ inboxId, receipt }) =>
    receipt.messageKey === undefined ? [] : [{ inboxId, receipt, key: receipt.messageKey }],
  )
  if (keyed.length === 0) return
  const rows = await messagesByChannelKey(tx, keyed)
  const ids = new Map(rows.map((row) => [row.key, row.messageId]))
  for (const { receipt, key } of keyed) {
    const messageId = ids.get(key)
    if (messageId) await setReceipt(tx, { messageId, receipt: receipt.state, reason: receipt.reason ?? null })
  }
}
