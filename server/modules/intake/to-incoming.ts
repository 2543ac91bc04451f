import type { Address, MessageArrival } from '../../channels/channel.ts'
import { cutText } from '../../kernel/cut-text.ts'
import type { Tx } from '../../kernel/db/index.ts'
import type { Incoming } from '../conversations/index.ts'
import { identify } from '../customers/index.ts'
import { inboxAccount } from '../inboxes/index.ts'
import { contentOf } from './content-of.ts'
import { findHome } from './find-home.ts'
import type { WaitingArrival } from './queries.ts'
import { whoIsOurs } from './who-is-ours.ts'

/** Says who wrote each message, keeps its files, and gives them in the form that conversations take. */
export const toIncoming = async (
  tx: Tx,
  parsed: readonly { arrival: WaitingArrival; message: MessageArrival }[],
): Promise<Incoming[]> => {
  if (parsed.length === 0) return []
  const homes = await Promise.all(
    parsed.map(({ arrival, message }) => findHome(tx, arrival.inboxId, message)),
  )
  const languages = await Promise.all(
    parsed.map(async ({ arrival }) => (await inboxAccount(tx, arrival.inboxId))?.language),
  )
  const people = await identify(
    tx,
    parsed.map(({ arrival, message }, index) => ({
      inboxId: homes[index] ?? arrival.inboxId,
      addresses: message.from,
      verified: message.verified,
      language: message.language,
      inboxLanguage: languages[index],
      at: message.occurredAt,
    })),
  )
  const incoming: Incoming[] = []
  for (const [index, { arrival, message }] of parsed.entries()) {
    const person = people[index]
    if (!person) throw new Error('identify gave fewer people than messages')
    incoming.push({
      arrivalId: arrival.id,
      inboxId: homes[index] ?? arrival.inboxId,
      customerId: person.customerId,
      customerName: person.name,
      ...(await contentOf(tx, message)),
      recipients: recipientsOf(message),
      automatic: message.automatic !== undefined,
      senders: await foreignSenders(tx, arrival.inboxId, message),
      verified: message.verified,
      messageKey: message.messageKey ? cutText(message.messageKey, 1000) : null,
      threadKeys: message.threadKeys.map((key) => cutText(key, 1000)),
      ourKeys: message.ourKeys ?? [],
      occurredAt: message.occurredAt,
      receivedAt: arrival.receivedAt,
      tags: message.hints?.tags ?? [],
      priority: message.hints?.priority ?? 'normal',
    })
  }
  return incoming
}

/** Who else it says wrote it, without what our own forms, groups and programs put into From. */
const foreignSenders = async (
  tx: Tx,
  inboxId: string,
  { senders = [] }: MessageArrival,
): Promise<Address[]> => {
  if (senders.length === 0) return []
  const isOurs = await whoIsOurs(tx, inboxId)
  const ours = await Promise.all(senders.map(({ value }) => isOurs(value)))
  return senders.filter((_, index) => !ours[index])
}

const recipientsOf = (message: MessageArrival): Incoming['recipients'] => {
  const [writer] = message.from
  const others = (message.recipients ?? []).map(({ role, address }) => ({
    role,
    kind: address.kind,
    value: cutText(address.value, 320),
    name: address.name ? cutText(address.name, 200) : null,
  }))
  return [
    {
      role: 'from',
      kind: writer.kind,
      value: cutText(writer.value, 320),
      name: writer.name ? cutText(writer.name, 200) : null,
    },
    ...others,
  ]
}
