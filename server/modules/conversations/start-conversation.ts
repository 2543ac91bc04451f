import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import {
  addConversationCounts,
  addressesOf,
  EMAIL,
  identify,
  lockCustomer,
  meetCustomer,
  ownerOf,
  seesCustomer,
  standingCustomer,
} from '../customers/index.ts'
import { abilitiesOf, addressKindOf, channelOf, ownAddresses } from '../inboxes/index.ts'
import type { Conversation, Message } from './contract.ts'
import { moveCount } from './count-changes.ts'
import { conversationStarted } from './events.ts'
import { blankConversation } from './blank-conversation.ts'
import { deleteFirstDraft } from './queries/first-drafts.ts'
import { insertConversations, nextNumbers } from './queries/receive.ts'
import { conversationRows, toConversation } from './queries/rows.ts'
import { sendReply } from './send-reply.ts'

/** A first message to a customer. */
export interface FirstMessage {
  inboxId: string
  /** Left out: whoever has the first address of `to`, a new customer where nobody has it. */
  customerId?: string | undefined
  /** Left out: the customer's own address. */
  to?: string[] | undefined
  cc: string[]
  bcc: string[]
  subject: string
  text: string
  html?: string | undefined
  attachmentIds: string[]
  sendAt?: string | undefined
  /** Codes of warnings that its writer has looked at. */
  confirmed?: readonly string[] | undefined
  /** Of which customer the first draft was, null: of nobody yet; it is forgotten. */
  draftFor?: string | null | undefined
}

/** Writes first to a customer, through an inbox whose channel allows that. */
export const startConversation = async (
  tx: Tx,
  caller: Caller,
  first: FirstMessage,
): Promise<Conversation & { messageId: string; receipt: Message['receipt'] }> => {
  demand(caller, 'conversations.reply')
  const { customerId, name, unseen } = await customerToWriteTo(tx, caller, first)
  const { inboxId, subject, draftFor, ...letter } = first
  const [number] = (await nextNumbers(tx, 1)) as [number]
  const row = {
    ...blankConversation(tx, { number, inboxId, customerId, subject: subject.trim() }),
    customerName: name,
    assigneeId: caller.id ?? null,
    lastDirection: 'outbound' as const,
  }
  await insertConversations(tx, [{ ...row, openedBy: 'agent', ...(unseen ? { addressed: name } : {}) }])
  moveCount(tx, undefined, row)
  await addConversationCounts(tx, [customerId])
  if (!unseen) await meetCustomer(tx, customerId, inboxId)
  tx.announce(conversationStarted({ conversationId: row.id, inboxId, customerId }))
  const { id: messageId, receipt } = await sendReply(tx, caller, {
    ...letter,
    subject,
    conversationId: row.id,
    anyway: true,
  })
  if (caller.id && draftFor !== undefined) await deleteFirstDraft(tx, caller.id, draftFor)
  const [kept] = await conversationRows(tx, [row.id])
  if (!kept) throw new Error(`the conversation ${row.id} vanished`)
  return { ...toConversation(kept), messageId, receipt }
}

interface Addressee {
  customerId: string
  name: string
  /** The caller may not know of them: only what was typed is shown, until they write through this inbox themselves. */
  unseen?: boolean
}

/** The customer, once everything allows to write to them. */
const customerToWriteTo = async (tx: Tx, caller: Caller, first: FirstMessage): Promise<Addressee> => {
  const { inboxId, customerId, to } = first
  demandSight(caller, inboxId, 'conversations.no-inbox', 'inbox')
  const channel = await channelOf(tx, inboxId)
  if (!channel) throw notFound('conversations.no-inbox', 'There is no such inbox.')
  if (!(await abilitiesOf(channel)).startsConversations) {
    throw invalid(
      'conversations.cannot-start',
      'Through this inbox you can only answer. Choose a mail inbox.',
    )
  }
  if (customerId === undefined) return strangerToWriteTo(tx, caller, inboxId, to?.[0])
  if (!(await seesCustomer(tx, caller, customerId)))
    throw notFound('conversations.no-customer', 'There is no such customer.')
  // Held, so that nothing is written to somebody who is being erased in this moment.
  await lockCustomer(tx, customerId)
  const { name } = await standingCustomer(tx, caller, customerId)
  const kind = await addressKindOf(tx, inboxId)
  if (!to && (await addressesOf(tx, customerId, kind)).length === 0) {
    throw invalid('conversations.no-address', 'This customer has no address to write to. Add one first.')
  }
  return { customerId, name }
}

/** Whoever has an address, known or new. */
const strangerToWriteTo = async (
  tx: Tx,
  caller: Caller,
  inboxId: string,
  value: string | undefined,
): Promise<Addressee> => {
  if (value === undefined)
    throw invalid('conversations.nobody', 'Say to whom this goes: a customer, or at least one address.')
  if ((await ownAddresses(tx))(value))
    throw invalid('conversations.own-address', 'This is an address of your own inboxes. Write to a customer.')
  const owner = await ownerOf(tx, EMAIL, value)
  if (owner !== undefined && !(await seesCustomer(tx, caller, owner))) {
    const subject = { kind: 'customer', id: owner }
    await recordAudit(tx, caller, { action: 'customers.write-unseen', subject, details: { inboxId } })
    return { customerId: owner, name: value, unseen: true }
  }
  const [person] = await identify(tx, [{ inboxId, addresses: [{ kind: EMAIL, value }], verified: false }])
  if (!person) throw new Error('nobody was identified')
  return person
}
