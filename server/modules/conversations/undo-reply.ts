import { demand, demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { actorOf } from './actor.ts'
import { keepChange, lockForCaller } from './change-conversation.ts'
import type { Message } from './contract.ts'
import { messageCancelled } from './events.ts'
import { previewOf } from './preview.ts'
import { releaseUploads } from './queries/attachments.ts'
import { messageHome, messagesByIds, moveReceipt, newestSpoken, waitingSince } from './queries/messages.ts'
import { upsertDraft } from './queries/people.ts'
import { withStatus } from './set-status.ts'

/** Takes back an answer that has not left yet; its words and files become the caller's draft again. */
export const undoReply = async (tx: Tx, caller: Caller, messageId: string): Promise<Message> => {
  demand(caller, 'conversations.reply')
  const home = await messageHome(tx, messageId)
  if (!home) throw notFound('conversations.no-message', 'There is no such message.')
  demandSight(caller, home.inboxId, 'conversations.no-message', 'message')
  const before = await lockForCaller(tx, caller, home.conversationId)
  const moved = await moveReceipt(tx, {
    messageId,
    from: ['scheduled', 'queued', 'held'],
    to: 'cancelled',
    reason: null,
  })
  if (!moved)
    throw conflict('conversations.already-left', 'This message has left already and can’t be taken back.')
  const [message] = (await messagesByIds(tx, [messageId])) as [Message]
  const attachmentIds = await releaseUploads(tx, messageId, caller.id ?? null)
  if (caller.id) await keepAsDraft(tx, caller.id, message, home.html, attachmentIds)
  const [newest, waiting] = [await newestSpoken(tx, before.id), await waitingSince(tx, before.id)]
  await keepChange(tx, actorOf(caller), before, {
    ...before,
    preview: previewOf(newest?.text ?? ''),
    lastActivityAt: newest?.at ?? before.lastActivityAt,
    lastDirection: newest?.kind ?? before.lastDirection,
    lastMessageId: newest?.id ?? null,
    waitingSince: waiting,
    // Resolved with the answer that is taken back: the customer waits again, and in what is resolved nobody does.
    ...(before.status === 'resolved' && waiting ? withStatus('open', tx.now) : {}),
    messageCount: Math.max(0, before.messageCount - 1),
  })
  tx.announce(messageCancelled({ conversationId: before.id, messageId, inboxId: before.inboxId }))
  return message
}

const keepAsDraft = (
  tx: Tx,
  agentId: string,
  message: Message,
  html: string | null,
  attachmentIds: string[],
): Promise<number> => {
  const copies = (role: 'cc' | 'bcc'): string[] =>
    message.recipients.filter((r) => r.role === role).map((r) => r.value)
  return upsertDraft(tx, message.conversationId, agentId, {
    mode: 'reply',
    text: message.text,
    html,
    cc: copies('cc'),
    bcc: copies('bcc'),
    attachmentIds,
  })
}
