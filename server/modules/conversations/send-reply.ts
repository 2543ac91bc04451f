import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { conflict } from '../../kernel/errors.ts'
import { actorOf } from '../customers/index.ts'
import { isArchived } from '../inboxes/index.ts'
import { afterAnswer } from './after-answer.ts'
import { keepChange, lockForCaller } from './change-conversation.ts'
import type { Conversation, Message } from './contract.ts'
import { dropDraft } from './drop-draft.ts'
import { approvalChanged, messageQueued } from './events.ts'
import { findAnswered, type Answered } from './find-answered.ts'
import { needsApproval } from './needs-approval.ts'
import { answerRecipients } from './recipients.ts'
import { refuseWhenAnswered, type Seen } from './refuse-answered.ts'
import { refuseUnchecked } from './refuse-unchecked.ts'
import { insertApproval } from './queries/approvals.ts'
import { subjectChangedAfter } from './queries/changes.ts'
import { messagesByIds } from './queries/messages.ts'
import { insertFollowers } from './queries/people.ts'
import { waitingSince } from './queries/waiting.ts'
import { readChecks } from './save-checks.ts'
import { sendMoment } from './send-moment.ts'
import { takeTurn } from './take-turn.ts'
import { writeMessage } from './write-message.ts'

/** An answer to a customer. */
export interface Reply extends Seen {
  conversationId: string
  text: string
  html?: string | undefined
  /** Of a first message: its writer's own words, too. */
  subject?: string | undefined
  /** Left out: whoever wrote last. */
  to?: string[] | undefined
  cc: string[]
  bcc: string[]
  attachmentIds: string[]
  sendAt?: string | undefined
  then?: Exclude<Conversation['status'], 'snoozed'> | undefined
  /** Codes of warnings that its writer has looked at. */
  confirmed?: readonly string[] | undefined
  /** It is a proposal: a person has to let it go, whatever the workspace wants of others. */
  proposed?: boolean
}

/** Answers the customer: the message is kept and waits until the undo time is over, or until `sendAt`. */
export const sendReply = async (tx: Tx, caller: Caller, reply: Reply): Promise<Message> => {
  demand(caller, 'conversations.reply')
  const before = await lockForCaller(tx, caller, reply.conversationId)
  const answered = await findAnswered(tx, before, reply.to)
  const { inboxId, homeId } = answered
  if (await isArchived(tx, inboxId))
    throw conflict('conversations.archived', 'This inbox was put away: nothing is sent through it any more.')
  const assigneeId = reply.proposed ? before.assigneeId : await takeTurn(tx, caller, before)
  const several = answered.own !== undefined
  await refuseWhenAnswered(tx, caller.id ?? null, { id: before.id, inboxId, several }, reply)
  const recipients = await answerRecipients(tx, before, answered, reply)
  const rules = await readChecks(tx)
  await refuseUnchecked(tx, caller, answered, { ...reply, conversationId: before.id, recipients }, rules)
  const awaits =
    reply.proposed === true || needsApproval(caller, { inboxId, tagIds: before.tagIds }, reply.text, rules)
  const actor = actorOf(caller)
  const sendAt = await sendMoment(tx, reply.sendAt)
  const id = await writeMessage(tx, actor, reply, {
    conversationId: before.id,
    homeId,
    inboxId,
    kind: 'outbound',
    receipt: awaits ? 'awaiting' : reply.sendAt === undefined ? 'queued' : 'scheduled',
    sendAt: awaits && reply.sendAt === undefined ? null : sendAt,
    subject: await subjectOf(tx, answered),
    recipients,
  })
  // Whoever is answered waits no more.
  const waiting = several && !awaits ? await waitingSince(tx, before.id) : null
  // Until a second person lets it go the customer waits, and nothing shows it as said.
  const after = awaits
    ? { ...before, assigneeId, messageCount: before.messageCount + 1 }
    : {
        ...afterAnswer(tx, before, { id, text: reply.text, then: reply.then, waiting }),
        assigneeId,
        messageCount: before.messageCount + 1,
      }
  await keepChange(tx, actor, before, after)
  if (caller.id)
    await Promise.all([
      dropDraft(tx, before.id, caller.id, 'reply'),
      insertFollowers(tx, before.id, [caller.id]),
    ])
  const place = { conversationId: before.id, messageId: id, inboxId }
  if (awaits) {
    const wanted = reply.sendAt === undefined ? null : sendAt
    await insertApproval(tx, { ...place, sendAt: wanted, then: reply.then ?? null })
    const author = caller.id ?? null
    tx.announce(
      approvalChanged({
        ...place,
        inboxId: before.inboxId,
        state: 'waiting',
        authorId: author,
        actorId: author,
      }),
    )
  } else tx.announce(messageQueued({ ...place, sendAt: sendAt.toISOString() }))
  return (await messagesByIds(tx, [id]))[0] as Message
}

/** An answer bears the subject of what it answers, unless one of us changed the thread's after that. */
const subjectOf = async (tx: Tx, { id, subject, inbound }: Answered): Promise<string> =>
  !inbound?.subject || (await subjectChangedAfter(tx, id, inbound.id))
    ? subject || inbound?.subject || ''
    : inbound.subject
