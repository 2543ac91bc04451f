import { demand, sees, type Caller } from '../../kernel/caller.ts'
import type { Db, Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { findConversation } from './get-conversation.ts'
import { mergeConversation, type Linked } from './linking/merge-conversation.ts'
import { leadsOf } from './queries/merging.ts'
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
  const { id } = await findConversation(db, caller, conversationId)
  return (await openSuggestions(db, id))
    .filter(({ inboxId }) => sees(caller, inboxId))
    .map(({ inboxId: _, at, ...rest }) => ({ ...rest, at: at.toISOString() }))
}

/** Says that a conversation goes on an earlier one: it is merged into that one. Undoing that suggests it again. */
export const joinSuggestion = async (
  tx: Tx,
  caller: Caller,
  input: { conversationId: string; targetId: string; differentCustomers: boolean },
): Promise<Linked> => {
  demand(caller, 'conversations.write')
  const told = await listSuggestions(tx, caller, input.conversationId)
  if (!told.some(({ id }) => id === input.targetId)) throw noSuggestion()
  // Merging settles it.
  return mergeConversation(tx, caller, { ...input, intoId: input.targetId })
}

const noSuggestion = () =>
  notFound(
    'conversations.no-suggestion',
    'Nothing is suggested between these two any more. Somebody may have decided it.',
  )

/**
 * Says that two conversations are two matters: it is not suggested again, neither of the second itself nor of one that was
 * merged into it.
 */
export const declineSuggestion = async (
  tx: Tx,
  caller: Caller,
  { conversationId, targetId }: { conversationId: string; targetId: string },
): Promise<null> => {
  demand(caller, 'conversations.write')
  const told = await listSuggestions(tx, caller, conversationId)
  if (!told.some(({ id }) => id === targetId)) throw noSuggestion()
  const members = (await leadsOf(tx, [targetId])).filter(({ into }) => into === targetId)
  const targetIds = [targetId, ...members.map(({ id }) => id)]
  if (!(await closeSuggestion(tx, { conversationId, targetIds }, 'declined', caller.id ?? null)))
    throw noSuggestion()
  return null
}
