import { demandSight, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { lockForCaller } from './change-conversation.ts'
import { messagePlace, type MessagePlace } from './queries/messages.ts'
import { lockConversation, type ConversationRow } from './queries/rows.ts'

/** A conversation that is held, with a place in it. */
interface Standing {
  before: ConversationRow
  homeId: string | null
}

/**
 * Holds the conversation in which a message stands. A merge, a split or an undo that we wait for takes the message along, so it
 * is looked for again behind the lock.
 */
const holdWhere = async (
  tx: Tx,
  messageId: string,
  hold: (place: MessagePlace) => Promise<ConversationRow | undefined>,
): Promise<Standing | undefined> => {
  for (let place = await messagePlace(tx, messageId); place; ) {
    const before = await hold(place)
    const now = await messagePlace(tx, messageId)
    if (now?.conversationId === place.conversationId) return before && { before, homeId: now.homeId }
    place = now
  }
  return undefined
}

/** The conversation of a message, held for who works on the message; `not-found` where it is not in their sight. */
export const holdForCaller = async (tx: Tx, caller: Caller, messageId: string): Promise<ConversationRow> => {
  const held = await holdWhere(tx, messageId, ({ conversationId, inboxId }) => {
    demandSight(caller, inboxId, 'conversations.no-message', 'message')
    return lockForCaller(tx, caller, conversationId)
  })
  if (!held) throw notFound('conversations.no-message', 'There is no such message.')
  return held.before
}

/** The conversation of a message, held, and the merged one whose thread it is of; undefined where it is gone. */
export const holdMessage = (tx: Tx, messageId: string): Promise<Standing | undefined> =>
  holdWhere(tx, messageId, ({ conversationId }) => lockConversation(tx, conversationId))
