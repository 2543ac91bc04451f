import type { Caller } from '../../kernel/caller.ts'
import type { CheckRules } from './checks/check-reply.ts'
import { checkWords } from './checks/check-words.ts'
import { ownWords } from './checks/own-words.ts'
import type { ConversationRow } from './queries/rows.ts'

/** True when a rule wants a second person to look at an answer. What the product itself writes needs none. */
export const needsApproval = (
  caller: Caller,
  row: Pick<ConversationRow, 'inboxId' | 'tagIds'>,
  text: string,
  { approvals }: Pick<CheckRules, 'approvals'>,
): boolean => {
  if (caller.kind === 'system') return false
  const among = (wanted: readonly string[], own: readonly (string | undefined)[]): boolean =>
    wanted.length === 0 || own.some((one) => one !== undefined && wanted.includes(one))
  return approvals.some(
    ({ agentIds, inboxIds, tagIds, words }) =>
      among(agentIds, [caller.id]) &&
      among(inboxIds, [row.inboxId]) &&
      among(tagIds, row.tagIds) &&
      (words.length === 0 || checkWords(ownWords(text), words, 'warning-word').length > 0),
  )
}
