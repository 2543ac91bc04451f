import type { Tx } from '../../kernel/db/index.ts'
import { announceChange } from './save-inbox.ts'
import { touchHealth, updateHealth, type HealthState, type Sentence } from './queries.ts'

/** Writes how an inbox's connection is; the screens hear of it only when that changed. */
export const writeInboxHealth = async (
  tx: Tx,
  inboxId: string,
  health: { state: HealthState; reason?: Sentence | null | undefined },
): Promise<void> => {
  const news = await updateHealth(tx, inboxId, health.state, health.reason ?? null)
  if (news > 0) announceChange(tx, inboxId)
  else await touchHealth(tx, inboxId)
}
