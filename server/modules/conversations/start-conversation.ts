import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { addressesOf, addConversationCounts, customerName } from '../customers/index.ts'
import { abilitiesOf, channelOf } from '../inboxes/index.ts'
import { actorOf } from './actor.ts'
import type { Conversation } from './contract.ts'
import { moveCount } from './count-changes.ts'
import { conversationStarted } from './events.ts'
import { insertConversations, nextNumbers } from './queries/receive.ts'
import { conversationRows, toConversation, type ConversationRow } from './queries/rows.ts'
import { sendReply } from './send-reply.ts'

/** Writes first to a customer, through an inbox whose channel allows that. */
export const startConversation = async (
  tx: Tx,
  caller: Caller,
  input: {
    inboxId: string
    customerId: string
    subject: string
    text: string
    html?: string | undefined
    attachmentIds: string[]
  },
): Promise<Conversation> => {
  demand(caller, 'conversations.reply')
  demandSight(caller, input.inboxId, 'inbox')
  const channel = await channelOf(tx, input.inboxId)
  if (!channel) throw notFound('conversations.no-inbox', 'There is no such inbox.')
  const name = await customerName(tx, input.customerId)
  if (name === undefined) throw notFound('conversations.no-customer', 'There is no such customer.')
  if (!(await abilitiesOf(channel)).startsConversations)
    throw invalid(
      'conversations.cannot-start',
      'Through this inbox you can only answer. Choose a mail inbox.',
    )
  if ((await addressesOf(tx, input.customerId)).length === 0)
    throw invalid('conversations.no-address', 'This customer has no address to write to. Add one first.')
  const [number] = await nextNumbers(tx, 1)
  const row: ConversationRow & { openedBy: 'agent' } = {
    id: newId(),
    number: number as number,
    inboxId: input.inboxId,
    customerId: input.customerId,
    customerName: name,
    subject: input.subject.trim(),
    preview: '',
    status: 'open',
    priority: 'normal',
    assigneeId: caller.id ?? null,
    teamId: null,
    tagIds: [],
    snoozedUntil: null,
    openedAt: tx.now,
    lastActivityAt: tx.now,
    lastDirection: 'outbound',
    lastMessageId: null,
    waitingSince: null,
    resolvedAt: null,
    messageCount: 0,
    version: 1,
    openedBy: 'agent',
  }
  await insertConversations(tx, [row])
  moveCount(tx, undefined, row)
  await addConversationCounts(tx, [input.customerId])
  tx.announce(
    conversationStarted({ conversationId: row.id, inboxId: row.inboxId, customerId: row.customerId }),
  )
  await sendReply(tx, caller, {
    conversationId: row.id,
    text: input.text,
    html: input.html,
    cc: [],
    bcc: [],
    attachmentIds: input.attachmentIds,
    anyway: true,
  })
  const [kept] = await conversationRows(tx, [row.id])
  if (!kept) throw new Error(`conversation ${row.id} of ${actorOf(caller).kind} vanished`)
  return toConversation(kept)
}
