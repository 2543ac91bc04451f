import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { findConversation } from './get-conversation.ts'
import { closeSuggestion, openSuggestions, type SuggestionReason } from './queries/suggestions.ts'

/** An earlier conversation that one may go on, and why. */
export interface Suggestion {
  id: string
  number: number
  subject: string
  reason: SuggestionReason
  detail: string | null
  at: string
}

/** Which conversations a conversation may go on: those in the caller's sight, and of no other a word. */
export const listSuggestions = async (
  db: Db,
  caller: Caller,
  conversationId: string,
): Promise<Suggestion[]> => {
  demand(caller, 'conversations.read')
  await findConversation(db, caller, conversationId)
  return (await openSuggestions(db, conversationId))
    .filter(({ inboxId }) => sees(caller, inboxId))
    .map(({ inboxId: _, at, ...rest }) => ({ ...rest, at: at.toISOString() }))
}

/** Says that two conversations are two matters: it is not suggested again. */
export const declineSuggestion = async (
  tx: Tx,
  caller: Caller,
  pair: { conversationId: string; targetId: string },
): Promise<null> => {
  demand(caller, 'conversations.write')
  const told = await listSuggestions(tx, caller, pair.conversationId)
  const open = told.some(({ id }) => id === pair.targetId)
  if (!open || !(await closeSuggestion(tx, pair, 'declined', caller.id ?? null)))
    throw notFound(
      'conversations.no-suggestion',
      'Nothing is suggested between these two any more. Somebody may have decided it.',
    )
  return null
}
