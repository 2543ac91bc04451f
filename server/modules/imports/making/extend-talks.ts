import type { Tx } from '../../../kernel/db/index.ts'
import { extendHistory } from '../../conversations/index.ts'
import { raiseVersions } from '../queries/imported.ts'
import type { IssueRow } from '../queries/report.ts'
import type { Terms } from './terms.ts'
import { toStanding, type Made } from './to-history.ts'

/**
 * Adds what is new of talks to the conversations that they are, and has those follow that nobody touched; what none takes in any
 * more is told. Gives the conversations in which anything is otherwise now.
 */
export const extendTalks = async (
  tx: Tx,
  terms: Terms,
  made: readonly Made[],
  issues: Omit<IssueRow, 'id'>[],
): Promise<Set<string>> => {
  const wanted = made.flatMap(({ target, talk, messages }) => (target ? [{ target, talk, messages }] : []))
  const taken = new Map(
    (
      await extendHistory(
        tx,
        wanted.map(({ target: { id, version }, messages, talk }) => ({
          conversationId: id,
          messages: messages.map(({ message }) => message),
          keys: talk.keys ?? [],
          standing: toStanding(talk, terms, version),
        })),
      )
    ).map(({ conversationId, changed }) => [conversationId, changed]),
  )
  const extended = new Set([...taken].flatMap(([id, changed]) => (changed ? [id] : [])))
  await raiseVersions(tx, [...extended])
  for (const { talk, target, messages } of wanted)
    if (!taken.has(target.id) && messages.length > 0)
      issues.push({
        code: 'gone',
        place: '',
        subject: talk.number ?? talk.subject ?? talk.id,
        detail: String(messages.length),
      })
  return extended
}
