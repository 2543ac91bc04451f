import type { Tx } from '../../kernel/db/index.ts'
import { isId } from '../../kernel/ids.ts'
import { unreadUpTo, type CustomerScreen } from './queries/outgoing.ts'
import { setReceipt } from './set-receipt.ts'

/** The customer has read, on this screen, our messages up to this one. Gives how many became read. */
export const readByCustomer = async (tx: Tx, screen: CustomerScreen, upTo: string): Promise<number> => {
  if (!isId(upTo)) return 0
  const ids = await unreadUpTo(tx, screen, upTo)
  for (const messageId of ids) await setReceipt(tx, { messageId, receipt: 'read' })
  return ids.length
}
