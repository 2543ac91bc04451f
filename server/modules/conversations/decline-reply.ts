import type { Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { agentsByIds } from '../agents/index.ts'
import { addNote } from './add-note.ts'
import { approvalChanged } from './events.ts'
import { findWaiting } from './approve-reply.ts'
import { lockForCaller } from './change-conversation.ts'
import { endApproval } from './queries/approvals.ts'
import { takeBack } from './take-back.ts'

/**
 * Gives an answer back to its author: its words are their draft again, and a note that mentions them says why. Where they
 * work here no more, or are a bot, the words are the draft of whoever declined.
 */
export const declineReply = async (
  tx: Tx,
  caller: Caller,
  { messageId, comment }: { messageId: string; comment: string },
): Promise<null> => {
  const { before, message } = await findWaiting(tx, caller, messageId)
  const [author] = message.author.id ? await agentsByIds(tx, [message.author.id]) : []
  const person = author?.active && !author.bot ? author.id : undefined
  // Before the words are taken back: a conversation in which a note stands does not go with them.
  await addNote(tx, caller, {
    conversationId: before.id,
    text: comment,
    mentions: person ? [person] : [],
    attachmentIds: [],
  })
  await endApproval(tx, messageId, 'declined', caller.id ?? null)
  tx.announce(
    approvalChanged({
      conversationId: before.id,
      messageId,
      inboxId: before.inboxId,
      state: 'declined',
      authorId: message.author.id,
      actorId: caller.id ?? null,
    }),
  )
  await takeBack(
    tx,
    caller,
    await lockForCaller(tx, caller, before.id),
    messageId,
    person ?? caller.id ?? null,
  )
  return null
}
