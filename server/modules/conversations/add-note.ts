import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { invalid } from '../../kernel/errors.ts'
import { agentsByIds } from '../agents/index.ts'
import { actorOf } from '../customers/index.ts'
import { keepChange, lockForCaller } from './change-conversation.ts'
import type { Message } from './contract.ts'
import { dropDraft } from './drop-draft.ts'
import { noteAdded } from './events.ts'
import { messagesByIds } from './queries/messages.ts'
import { insertFollowers, insertMentions } from './queries/people.ts'
import { writeMessage } from './write-message.ts'

/** Adds an internal note; who is mentioned follows the conversation and is told. */
export const addNote = async (
  tx: Tx,
  caller: Caller,
  note: { conversationId: string; text: string; mentions: string[]; attachmentIds: string[] },
): Promise<Message> => {
  demand(caller, 'conversations.write')
  const before = await lockForCaller(tx, caller, note.conversationId)
  const mentions = [...new Set(note.mentions)]
  if (mentions.length > 0 && (await agentsByIds(tx, mentions)).length !== mentions.length)
    throw invalid('conversations.no-such-agent', 'One of the mentioned people is not here any more.')
  const actor = actorOf(caller)
  const id = await writeMessage(tx, actor, note, {
    conversationId: before.id,
    inboxId: before.inboxId,
    kind: 'note',
    receipt: null,
    sendAt: null,
    mentions,
  })
  await keepChange(tx, actor, before, { ...before, messageCount: before.messageCount + 1 })
  if (mentions.length > 0) {
    await insertMentions(tx, { conversationId: before.id, messageId: id, agentIds: mentions })
    await insertFollowers(tx, before.id, mentions)
  }
  if (caller.id) await dropDraft(tx, before.id, caller.id, 'note')
  tx.announce(
    noteAdded({
      conversationId: before.id,
      messageId: id,
      inboxId: before.inboxId,
      mentions,
      actorId: caller.id ?? null,
    }),
  )
  return (await messagesByIds(tx, [id]))[0] as Message
}
