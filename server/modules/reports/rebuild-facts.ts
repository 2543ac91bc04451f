import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { appendInbound, appendOpened } from './queries/arrived.ts'
import { changesOf } from './queries/changes.ts'
import { forgetFacts } from './queries/facts.ts'
import { conversationIdsAfter, spokenIn } from './queries/history.ts'
import { recordChanged } from './record-changed.ts'
import { recordSent } from './record-sent.ts'
import { settleContacts } from './settle-contacts.ts'

const BATCH = 500

/** Measures conversations anew, from what is kept of them, by the same code that measures what happens. */
const measure = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  const [, messages] = await Promise.all([forgetFacts(tx, conversationIds), spokenIn(tx, conversationIds)])
  const of = (kind: 'inbound' | 'outbound'): string[] =>
    messages.filter((message) => message.kind === kind).map(({ id }) => id)
  await Promise.all([appendOpened(tx, conversationIds), appendInbound(tx, of('inbound'))])
  await recordChanged(tx, await changesOf(tx, conversationIds))
  await recordSent(tx, of('outbound'))
}

/**
 * Makes all facts of a workspace anew from its conversations: after conversations were brought in, or to measure the
 * past by today's business hours. A batch a transaction; figures are incomplete until it is done. Gives the number of
 * conversations.
 */
export const rebuildFacts = async (db: WorkspaceDb, signal?: AbortSignal): Promise<number> => {
  let total = 0
  let after: string | null = null
  for (;;) {
    signal?.throwIfAborted()
    const ids: string[] = await conversationIdsAfter(db, after, BATCH)
    if (ids.length > 0) await db.tx((tx) => measure(tx, ids))
    total += ids.length
    after = ids.at(-1) ?? after
    if (ids.length < BATCH) break
  }
  await settleContacts(db, { anew: true })
  return total
}
