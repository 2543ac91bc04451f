import type { Tx, WorkspaceDb } from '../../../kernel/db/index.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import { unheldAfter } from '../../conversations/index.ts'
import { queuesMoved } from '../events.ts'
import { queuedAfter } from '../distribute/queries.ts'
import { requeueJob } from '../jobs.ts'
import { queueRows } from './queries.ts'

const BATCH = 200

const byText = (one: string, other: string): number => (one < other ? -1 : 1)

/** Has everything that may wait brought to the queue that fits it now. */
export const requeue = (tx: Tx): void =>
  tx.job(requeueJob, { after: FIRST_ID }, { key: `routing.requeue:${tx.workspaceId}` })

/**
 * Has what may wait, and what does by now, brought to the queue that fits it now, from one conversation on: one piece. The next one is begun when
 * this one was handled, so that no transaction handles several of them.
 */
export const requeueAll = (db: WorkspaceDb, after: string): Promise<void> =>
  db.tx(async (tx) => {
    if ((await queueRows(tx)).length === 0) return
    const found = await Promise.all([unheldAfter(tx, after, BATCH), queuedAfter(tx, after, BATCH)])
    const conversationIds = [...new Set(found.flat())].toSorted(byText).slice(0, BATCH)
    if (conversationIds.length > 0)
      tx.announce(queuesMoved({ conversationIds, next: conversationIds[BATCH - 1] ?? null }))
  })

/** Goes on behind a piece that was handled. */
export const requeueNext = (tx: Tx, next: string | null): void => {
  if (next) tx.job(requeueJob, { after: next })
}
