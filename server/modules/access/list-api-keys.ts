import { demand, type Caller } from '../../kernel/caller.ts'
import type { Db } from '../../kernel/db/index.ts'
import { apiKeyRows, type ApiKeyRow } from './queries/api-keys.ts'

/** All keys of the workspace, oldest first. */
export const listApiKeys = async (db: Db, caller: Caller) => {
  demand(caller, 'settings.write')
  return (await apiKeyRows(db)).map(toApiKey)
}

/** A key as the API gives it. */
export const toApiKey = (row: ApiKeyRow) => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  agentId: row.agentId,
  createdAt: row.createdAt.toISOString(),
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
})
