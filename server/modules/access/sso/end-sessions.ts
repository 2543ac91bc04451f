import type { Tx } from '../../../kernel/db/index.ts'
import { accessEnded } from '../events.ts'
import { deleteSessionsThrough, deleteSessionsWithoutProvider } from '../queries/sessions.ts'

const announceEnded = (tx: Tx, ended: readonly { id: string; agentId: string }[]): void => {
  for (const [agentId, sessions] of Map.groupBy(ended, (one) => one.agentId))
    tx.announce(accessEnded({ agentId, credentialIds: sessions.map(({ id }) => id) }))
}

/** Ends the sessions that a provider opened. */
export const endSessionsThrough = async (tx: Tx, providerId: string): Promise<void> =>
  announceEnded(tx, await deleteSessionsThrough(tx, providerId))

/** Ends the sessions that no provider opened, but for those of owners. */
export const endSessionsWithout = async (tx: Tx): Promise<void> =>
  announceEnded(tx, await deleteSessionsWithoutProvider(tx))
