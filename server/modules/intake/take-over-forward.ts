import type { Address, MessageArrival } from '../../channels/channel.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { whoIsOurs } from './who-is-ours.ts'

const shown = ({ name, value }: Address): string => (name ? `${name} <${value}>` : value)

/**
 * Whose message one is that was passed on. Where one of us passed it on, it is that of whoever wrote it: they become the
 * customer, and nothing of the forwarder's thread joins anything; what the forwarder called it stands beside it. Anybody else
 * stays the customer, and the screen says whose words they are. Nobody of ours ever becomes a customer by it. See decision 0016.
 */
export const takeOverForward = async (
  tx: Tx,
  inboxId: string,
  message: MessageArrival,
): Promise<MessageArrival> => {
  const { forwarded, senders: _, ourKeys: __, automatic: ___, ...rest } = message
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
      threadKeys: [...(forwarded.messageKey ? [forwarded.messageKey] : []), ...(forwarded.threadKeys ?? [])],
      context: {
        forwardedBy: shown(forwarder),
        ...(forwarded.own && message.subject ? { forwardedAs: message.subject } : {}),
        ...message.context,
      },
    }
  return { ...message, context: { forwardedFrom: shown(forwarded.from), ...message.context } }
}

/** The same for messages of a batch. */
export const takeOverForwards = <One extends { arrival: { inboxId: string }; message: MessageArrival }>(
  tx: Tx,
  arrived: readonly One[],
): Promise<One[]> =>
  Promise.all(
    arrived.map(async (one) =>
      one.message.forwarded
        ? { ...one, message: await takeOverForward(tx, one.arrival.inboxId, one.message) }
        : one,
    ),
  )
