import type { Tx } from '../../kernel/db/index.ts'
import { addressesOf, EMAIL } from '../customers/index.ts'
import type { Message } from './contract.ts'
import type { ConversationRow } from './queries/rows.ts'

type Recipients = Message['recipients']

/** To whom an answer goes: whoever wrote last, else the customer's first address; cc and bcc as the agent says. */
export const answerRecipients = async (
  tx: Tx,
  conversation: ConversationRow,
  inbound: { recipients: Recipients } | undefined,
  copies: { cc: readonly string[]; bcc: readonly string[] },
): Promise<Recipients> => {
  const copy = (role: 'cc' | 'bcc', value: string): Recipients[number] => ({
    role,
    kind: EMAIL,
    value,
    name: null,
  })
  return [
    ...(await answerTo(tx, conversation, inbound)),
    ...copies.cc.map((value) => copy('cc', value)),
    ...copies.bcc.map((value) => copy('bcc', value)),
  ]
}

const answerTo = async (
  tx: Tx,
  conversation: ConversationRow,
  inbound: { recipients: Recipients } | undefined,
): Promise<Recipients> => {
  const writers = inbound?.recipients.filter((recipient) => recipient.role === 'from') ?? []
  const [writer] = writers
  if (writer) return [{ ...writer, role: 'to' }]
  const [address] = await addressesOf(tx, conversation.customerId)
  return address
    ? [{ role: 'to', kind: address.kind, value: address.value, name: conversation.customerName }]
    : []
}
