import type { Tx } from '../../kernel/db/index.ts'
import { accountByEmail } from '../agents/index.ts'
import { inboxAccount, ownAddresses } from '../inboxes/index.ts'
import { isPublicProvider } from './public-providers.ts'

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** Tells who is one of us: an agent's address, an inbox's, or one under the domain of this inbox unless everybody can have one there. */
export const whoIsOurs = async (tx: Tx, inboxId: string): Promise<(address: string) => Promise<boolean>> => {
  const [isInbox, inbox] = await Promise.all([ownAddresses(tx), inboxAccount(tx, inboxId)])
  const domain = inbox?.address ? domainOf(inbox.address) : undefined
  return async (address) =>
    isInbox(address) ||
    (domain !== undefined && !isPublicProvider(domain) && domainOf(address) === domain) ||
    (await accountByEmail(tx, address))?.workspaceId === tx.workspaceId
}
