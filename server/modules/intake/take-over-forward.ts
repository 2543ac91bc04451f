import type { Address, MessageArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { accountByEmail } from '../agents/index.ts'
import { inboxAccount, ownAddresses } from '../inboxes/index.ts'
import { isPublicProvider } from './public-providers.ts'

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

const shown = ({ name, value }: Address): string => (name ? `${name} <${value}>` : value)

/**
 * Whose message one is that was passed on. Where one of us passed it on, it is that of whoever wrote it: they become the
 * customer, and nothing of the forwarder's thread joins anything. Anybody else stays the customer, and the screen says
 * whose words they are. Nobody of ours ever becomes a customer by it. See decision 0016.
 */
export const takeOverForward = async (
  tx: Tx,
  inboxId: string,
  message: MessageArrival,
): Promise<MessageArrival> => {
  const { forwarded, senders: _, ourKeys: __, ...rest } = message
  if (!forwarded) return message
  const isOurs = await whoIsOurs(tx, inboxId)
  const [forwarder] = message.from
  if ((await isOurs(forwarder.value)) && !(await isOurs(forwarded.from.value)))
    return {
      ...rest,
      from: [forwarded.from],
      subject: forwarded.subject,
      // Whom a colleague put in copy is none of the customer's people.
      recipients: [],
      threadKeys: forwarded.messageKey ? [forwarded.messageKey] : [],
      context: { forwardedBy: shown(forwarder), ...message.context },
    }
  return { ...message, context: { forwardedFrom: shown(forwarded.from), ...message.context } }
}

/** An agent's address, an inbox's, or one under the domain of this inbox unless everybody can have one there. */
const whoIsOurs = async (tx: Tx, inboxId: string): Promise<(address: string) => Promise<boolean>> => {
  const [isInbox, inbox] = await Promise.all([ownAddresses(tx), inboxAccount(tx, inboxId)])
  const domain = inbox?.address ? domainOf(inbox.address) : undefined
  return async (address) =>
    isInbox(address) ||
    (domain !== undefined && !isPublicProvider(domain) && domainOf(address) === domain) ||
    (await accountByEmail(tx, address))?.workspaceId === tx.workspaceId
}
