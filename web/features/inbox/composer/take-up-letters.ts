import { call } from '../../../api/call.ts'
import type { Message } from '../../../api/types.ts'
import { whoIsHere } from '../../../app/who.ts'
import { drafts } from './drafts.ts'
import { type KeptLetter, letters } from './letters.ts'
import { outbox } from './outbox.ts'

/** How far this machine's clock may be ahead of the server's, in ms. */
const skew = 60_000

const isTaken = ({ mode, draft, at }: KeptLetter, messages: readonly Message[]): boolean =>
  messages.some(
    ({ kind, author, text, receivedAt }) =>
      (kind === 'note') === (mode === 'note') &&
      author.id === whoIsHere() &&
      text.trim() === draft.text.trim() &&
      Date.parse(receivedAt) >= at - skew,
  )

/**
 * Messages that an earlier page was sending when it went are drafts again, above what was written since; those that
 * the server has taken are not. What this page sends itself stays as it is.
 */
export async function takeUpLetters(conversationId: string): Promise<void> {
  const own = new Set(outbox.get().map(({ id }) => id))
  const left = letters.of(conversationId).filter(({ id }) => !own.has(id))
  if (left.length === 0) return
  const { messages } = await call('conversations.listMessages', {
    params: { conversationId },
    query: { limit: 50 },
  })
  // The oldest comes last and stands on top.
  for (const letter of left.toReversed()) {
    // Another composer of the same conversation was faster.
    if (!letters.of(conversationId).some(({ id }) => id === letter.id)) continue
    if (!isTaken(letter, messages)) drafts.bringBack(conversationId, letter.mode, letter.draft)
    letters.forget(conversationId, letter.id)
  }
}
