import { demand, type Caller } from '../../kernel/caller.ts'
import type { Tx } from '../../kernel/db/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { recordAudit } from '../audit/index.ts'
import { accessEnded } from './events.ts'
import { deleteApiKeyRow } from './queries/api-keys.ts'

/** Revokes a key. Throws `not-found`. */
export const deleteApiKey = async (tx: Tx, caller: Caller, id: string): Promise<void> => {
  demand(caller, 'settings.write')
  const row = await deleteApiKeyRow(tx, id)
  if (!row) throw notFound('access.no-api-key', 'There is no such API key (any more).')
  await recordAudit(tx, caller, {
    action: 'access.delete-api-key',
    subject: { kind: 'api-key', id: row.id },
    details: { name: row.name, agentId: row.agentId },
  })
  tx.announce(accessEnded({ agentId: row.agentId, credentialIds: [row.id] }))
}
