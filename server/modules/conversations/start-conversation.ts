import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import {
  addConversationCounts,
  addressesOf,
  customerName,
  linkInboxes,
  seesCustomer,
} from '../customers/index.ts'
import { abilitiesOf, channelOf } from '../inboxes/index.ts'
import type { Conversation } from './contract.ts'
import { moveCount } from './count-changes.ts'
import { conversationStarted } from './events.ts'
import { blankConversation } from './blank-conversation.ts'
import { insertConversations, nextNumbers } from './queries/receive.ts'
import { conversationRows, toConversation } from './queries/rows.ts'
import { sendReply } from './send-reply.ts'

/** A first message to a customer. */
export interface FirstMessage {
  inboxId: string
  customerId: string
  subject: string
  text: string
  html?: string | undefined
  attachmentIds: string[]
}

/** Writes first to a customer, through an inbox whose channel allows that. */
export const startConversation = async (
  tx: Tx,
  caller: Caller,
  first: FirstMessage,
): Promise<Conversation> => {
  demand(caller, 'conversations.reply')
  const name = await customerToWriteTo(tx, caller, first)
  const { inboxId, customerId, subject, text, html, attachmentIds } = first
  const [number] = (await nextNumbers(tx, 1)) as [number]
  const row = {
    ...blankConversation(tx, { number, inboxId, customerId, subject: subject.trim() }),
    customerName: name,
    assigneeId: caller.id ?? null,
    lastDirection: 'outbound' as const,
  }
  await insertConversations(tx, [{ ...row, openedBy: 'agent' }])
  moveCount(tx, undefined, row)
  await addConversationCounts(tx, [customerId])
  await linkInboxes(tx, [{ customerId, inboxId }])
  tx.announce(conversationStarted({ conversationId: row.id, inboxId, customerId }))
  await sendReply(tx, caller, {
    conversationId: row.id,
    text,
    html,
    cc: [],
    bcc: [],
    attachmentIds,
    anyway: true,
  })
  const [kept] = await conversationRows(tx, [row.id])
  if (!kept) throw new Error(`the conversation ${row.id} vanished`)
  return toConversation(kept)
}

/** The customer's name, once everything allows to write to them. */
const customerToWriteTo = async (
  tx: Tx,
  caller: Caller,
  { inboxId, customerId }: FirstMessage,
): Promise<string> => {
  demandSight(caller, inboxId, 'conversations.no-inbox', 'inbox')
  const channel = await channelOf(tx, inboxId)
  if (!channel) throw notFound('conversations.no-inbox', 'There is no such inbox.')
  const name = (await seesCustomer(tx, caller, customerId)) ? await customerName(tx, customerId) : undefined
  if (name === undefined) throw notFound('conversations.no-customer', 'There is no such customer.')
  if (!(await abilitiesOf(channel)).startsConversations) {
    throw invalid(
      'conversations.cannot-start',
      'Through this inbox you can only answer. Choose a mail inbox.',
    )
  }
  if ((await addressesOf(tx, customerId)).length === 0) {
    throw invalid('conversations.no-address', 'This customer has no address to write to. Add one first.')
  }
  return name
}
