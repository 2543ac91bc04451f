import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict, forbidden } from '../../kernel/errors.ts'
import { actorOf } from '../customers/index.ts'
import { isArchived } from '../inboxes/index.ts'
import { afterAnswer } from './after-answer.ts'
import { keepChange } from './change-conversation.ts'
import type { Message } from './contract.ts'
import { approvalChanged, messageQueued } from './events.ts'
import { holdForCaller } from './hold-message.ts'
import { endApproval, lockApproval, releaseAwaiting } from './queries/approvals.ts'
import { isShared } from './queries/homes.ts'
import { messagesByIds } from './queries/messages.ts'
import { waitingSince } from './queries/waiting.ts'
import type { ConversationRow } from './queries/rows.ts'
import { refuseWhenAnswered } from './refuse-answered.ts'
import { departureOf } from './send-moment.ts'

/** An answer that waits, with its conversation, held for who decides on it. */
export interface Waiting {
  before: ConversationRow
  message: Message
  asked: NonNullable<Awaited<ReturnType<typeof lockApproval>>>
}

/** Finds an answer that the caller may decide on: one in sight that waits, and that somebody else wrote. */
export const findWaiting = async (tx: Tx, caller: Caller, messageId: string): Promise<Waiting> => {
  demand(caller, 'conversations.approve')
  const before = await holdForCaller(tx, caller, messageId)
  const asked = await lockApproval(tx, messageId)
  const [message] = await messagesByIds(tx, [messageId])
  if (!asked || !message)
    throw conflict('conversations.not-awaiting', 'This answer does not wait for approval any more.')
  if (caller.id === undefined || message.author.id === caller.id)
    throw forbidden(
      'conversations.own-answer',
      'Somebody else has to approve what you wrote. You can take it back.',
    )
  return { before, message, asked }
}

/** Lets an answer go that a second person has looked at. It is said again if something was written since. */
export const approveReply = async (
  tx: Tx,
  caller: Caller,
  { messageId, anyway }: { messageId: string; anyway: boolean },
): Promise<Message> => {
  const { before, message, asked } = await findWaiting(tx, caller, messageId)
  if (await isArchived(tx, asked.inboxId))
    throw conflict('conversations.archived', 'This inbox was put away: nothing is sent through it any more.')
  const seen = { seenMessageId: messageId, shownMessageId: messageId, anyway }
  const several = await isShared(tx, before.id)
  await refuseWhenAnswered(tx, message.author.id, { ...asked, id: before.id, several }, seen)
  const soonest = await departureOf(tx)
  const scheduled = asked.sendAt !== null && asked.sendAt > soonest
  const sendAt = scheduled && asked.sendAt ? asked.sendAt : soonest
  await releaseAwaiting(tx, messageId, scheduled ? 'scheduled' : 'queued', sendAt)
  await endApproval(tx, messageId, 'approved', caller.id ?? null)
  const { text } = message
  // Whoever wrote since, or is somebody else, waits: what was asked for was asked before that was known.
  const waiting = await waitingSince(tx, before.id)
  const then = waiting ? null : asked.then
  await keepChange(
    tx,
    actorOf(caller),
    before,
    afterAnswer(tx, before, { id: messageId, text, then, waiting }),
    [{ conversationId: before.id, kind: 'approved', from: null, to: message.author.name }],
  )
  const place = { conversationId: before.id, messageId, inboxId: asked.inboxId }
  tx.announce(
    messageQueued({ ...place, sendAt: sendAt.toISOString() }),
    approvalChanged({
      ...place,
      inboxId: before.inboxId,
      state: 'approved',
      authorId: message.author.id,
      actorId: caller.id ?? null,
    }),
  )
  return (await messagesByIds(tx, [messageId]))[0] as Message
}
