import type { Tx, WorkspaceDb } from '../../kernel/db/index.ts'
import { touchHealth, updateHealth, type HealthState, type Sentence } from './queries.ts'
import { announceChange } from './save-inbox.ts'

/** How a connection is, with the reason of a failure. */
export interface Health {
  state: HealthState
  reason?: Sentence | null | undefined
}

/** Writes how an inbox's connection is; the screens hear of it only when that changed. */
export const writeInboxHealth = (db: WorkspaceDb, inboxId: string, health: Health): Promise<void> =>
  db.tx((tx) => noteHealth(tx, inboxId, health))

/** The same inside a transaction. */
export const noteHealth = async (tx: Tx, inboxId: string, health: Health): Promise<void> => {
  const news = await updateHealth(tx, inboxId, health.state, health.reason ?? null)
  if (news > 0) announceChange(tx, inboxId, { health: true })
  else await touchHealth(tx, inboxId)
}
