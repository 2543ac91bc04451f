import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { actorOf, EMAIL, seesCustomer } from '../customers/index.ts'
import { keepChange } from './change-conversation.ts'
import type { Message } from './contract.ts'
import { approvalChanged, messageCancelled } from './events.ts'
import { mergeDrafts, type Draft } from './merge-drafts.ts'
import { previewOf } from './preview.ts'
import { endApproval } from './queries/approvals.ts'
import { releaseUploads } from './queries/attachments.ts'
import { messagePlace, messagesByIds, moveReceipt, newestSpoken } from './queries/messages.ts'
import { waitingSince } from './queries/waiting.ts'
import { draftRow, upsertDraft } from './queries/people.ts'
import type { ConversationRow } from './queries/rows.ts'
import { restoreStatus } from './restore-status.ts'
import { keepAsFirstDraft, withdrawConversation, withdrawCustomer } from './withdraw-conversation.ts'

/** A message that was taken back; `withdrawn` if its conversation went with it, `withdrawnFrom` the customer if they stay. */
export type Undone = Message & { withdrawn: boolean; withdrawnFrom: string | null }

/**
 * Takes back a message of a locked conversation; its words and files become a draft of `writerId`'s. A conversation that
 * began with it, and in which nothing else stands, goes as well.
 */
export const takeBack = async (
  tx: Tx,
  caller: Caller,
  before: ConversationRow,
  messageId: string,
  writerId: string | null,
): Promise<Undone> => {
  const moved = await moveReceipt(tx, {
    messageId,
    from: ['awaiting', 'scheduled', 'queued', 'held'],
    to: 'cancelled',
    reason: null,
  })
  if (!moved)
    throw conflict('conversations.already-left', 'This message has left already and can’t be taken back.')
  const html = (await messagePlace(tx, messageId))?.html ?? null
  const [message] = (await messagesByIds(tx, [messageId])) as [Message]
  const attachmentIds = await releaseUploads(tx, messageId, writerId)
  const undone = draftOf(message, html, attachmentIds)
  const place = { conversationId: before.id, messageId, inboxId: before.inboxId }
  tx.announce(messageCancelled(place))
  if (await endApproval(tx, messageId, 'withdrawn', caller.id ?? null))
    tx.announce(
      approvalChanged({
        ...place,
        state: 'withdrawn',
        authorId: message.author.id,
        actorId: caller.id ?? null,
      }),
    )
  // The first draft to a customer is for those who may know of them; others keep it where they wrote.
  const seen = await seesCustomer(tx, caller, before.customerId)
  if (seen && (await withdrawConversation(tx, before, writerId))) {
    const gone = writerId !== null && (await withdrawCustomer(tx, writerId, before))
    if (writerId) await keepAsFirstDraft(tx, writerId, before, undone, gone)
    return { ...message, withdrawn: true, withdrawnFrom: gone ? null : before.customerId }
  }
  if (writerId) await keepAsDraft(tx, before.id, writerId, undone)
  const [newest, waiting] = [await newestSpoken(tx, before.id), await waitingSince(tx, before.id)]
  await keepChange(tx, actorOf(caller), before, {
    ...before,
    preview: previewOf(newest?.text ?? ''),
    lastActivityAt: newest?.at ?? before.lastActivityAt,
    lastDirection: newest?.kind ?? before.lastDirection,
    lastMessageId: newest?.id ?? null,
    waitingSince: waiting,
    ...(await restoreStatus(tx, before, message, waiting)),
    messageCount: Math.max(0, before.messageCount - 1),
  })
  return { ...message, withdrawn: false, withdrawnFrom: null }
}

const draftOf = (message: Message, html: string | null, attachmentIds: string[]): Draft => {
  const values = (role: 'to' | 'cc' | 'bcc'): string[] =>
    message.recipients.filter((r) => r.role === role && r.kind === EMAIL).map((r) => r.value)
  const to = values('to')
  return {
    mode: 'reply',
    text: message.text,
    html,
    to: to.length > 0 ? to : null,
    cc: values('cc'),
    bcc: values('bcc'),
    attachmentIds,
    aside: null,
  }
}

/** The words are a draft again, above whatever the agent has begun to write since. */
const keepAsDraft = async (tx: Tx, conversationId: string, agentId: string, undone: Draft): Promise<void> => {
  const newer = (await draftRow(tx, conversationId, agentId))?.body as Draft | undefined
  await upsertDraft(tx, conversationId, agentId, newer ? mergeDrafts(undone, newer) : undone)
}
