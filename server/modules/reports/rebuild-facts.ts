import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { appendInbound, appendOpened } from './queries/arrived.ts'
import { changesOf } from './queries/changes.ts'
import { forgetFacts } from './queries/facts.ts'
import { conversationIdsAfter, learnTables, spokenIn } from './queries/history.ts'
import { recordChanged } from './record-changed.ts'
import { recordSent } from './record-sent.ts'
import { settleContacts } from './settle-contacts.ts'

const BATCH = 500

/** Measures conversations anew, from what is kept of them, by the same code that measures what happens. */
export const measure = async (tx: Tx, conversationIds: readonly string[]): Promise<void> => {
  const [, messages] = await Promise.all([forgetFacts(tx, conversationIds), spokenIn(tx, conversationIds)])
  const inbound = messages.filter(({ kind }) => kind === 'inbound').map(({ messageId }) => messageId)
  await Promise.all([appendOpened(tx, conversationIds), appendInbound(tx, inbound)])
  await recordChanged(tx, await changesOf(tx, conversationIds))
  await recordSent(
    tx,
    messages.filter(({ kind }) => kind === 'outbound'),
  )
}

/** How facts are made anew. */
export interface Rebuilding {
  signal?: AbortSignal
  /** The last conversation of what was measured before; from the beginning when left out. */
  after?: string | null
  /** Called in the transaction of each batch. */
  measured?: (tx: Tx, conversationIds: readonly string[]) => Promise<unknown>
}

/**
 * Makes all facts of a workspace anew from its conversations: after conversations were brought in, or to measure the
 * past by today's business hours. A batch a transaction; figures are incomplete until it is done. Gives the number of
 * conversations.
 */
export const rebuildFacts = async (
  db: WorkspaceDb,
  { signal, after: first = null, measured }: Rebuilding = {},
): Promise<number> => {
  let total = 0
  let after = first
  await learnTables(db, 'history')
  for (let batch = 0; ; batch += 1) {
    signal?.throwIfAborted()
    // Whenever the facts have doubled.
    if ((batch & (batch - 1)) === 0) await learnTables(db, 'facts')
    const ids: string[] = await conversationIdsAfter(db, after, BATCH)
    if (ids.length > 0) {
      await db.tx(async (tx) => {
        await measure(tx, ids)
        await measured?.(tx, ids)
      })
    }
    total += ids.length
    after = ids.at(-1) ?? after
    if (ids.length < BATCH) break
  }
  await settleContacts(db, { anew: true })
  return total
}
