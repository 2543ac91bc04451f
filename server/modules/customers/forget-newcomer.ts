import type { Tx } from '../../kernel/db/index.ts'
import { customerForgotten } from './events.ts'
import { inboxesOf } from './queries/links.ts'
import { deleteNewcomer } from './queries/newcomer.ts'

/**
 * Forgets a customer who was made at `since` by being written to, where nothing was learned of them or done about them
 * from then on; gives whether they went. The customer must be locked (`lockCustomer`), and have no conversation: whoever
 * writes in this moment waits for the lock, and becomes a customer anew.
 */
export const forgetNewcomer = async (tx: Tx, customerId: string, since: Date): Promise<boolean> => {
  const [belonged] = await inboxesOf(tx, [customerId])
  if ((await deleteNewcomer(tx, customerId, since)) === 0) return false
  tx.announce(customerForgotten({ customerId, inboxIds: belonged?.inboxIds ?? [] }))
  return true
}
