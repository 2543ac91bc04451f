import type { WorkspaceDb } from '../../../kernel/db/index.ts'
import { presenceChanged } from '../events.ts'
import { lastSeenBetween } from './queries.ts'
import { GONE_MS } from './read-presences.ts'

/** It is looked each minute, and a little further back, since no look comes to the second. */
const LOOK_MS = 90_000

/** Tells of those who are not here any more: no screen of theirs has been open for a while. */
export const tellGone = async (db: WorkspaceDb): Promise<void> => {
  const gone = db.kernel.clock.now().getTime() - GONE_MS
  const agentIds = await lastSeenBetween(db, new Date(gone - LOOK_MS), new Date(gone))
  if (agentIds.length > 0) await db.tx(async (tx) => tx.announce(presenceChanged({ agentIds })))
}
