import type { Tx } from '../../../kernel/db/index.ts'
import { presenceChanged } from '../events.ts'
import { touchAgents } from './queries.ts'
import { GONE_MS } from './read-presences.ts'

/** Notes that people are here just now; of those who were not before, everybody is told. */
export const noteSeen = async (tx: Tx, agentIds: readonly string[]): Promise<void> => {
  const come = await touchAgents(tx, agentIds, new Date(tx.now.getTime() - GONE_MS))
  if (come.length > 0) tx.announce(presenceChanged({ agentIds: come }))
}
