import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** An API key as kept; its text only as its hash. */
export interface ApiKeyRow {
  id: string
  agentId: string
  name: string
  prefix: string
  createdAt: Date
  lastUsedAt: Date | null
}

const columns = sql`id, agent_id as "agentId", name, prefix, created_at as "createdAt", last_used_at as "lastUsedAt"`

/** Adds a key. */
export const insertApiKey = (
  tx: Tx,
  row: { hash: Buffer; id: string; agentId: string; name: string; prefix: string },
): Promise<ApiKeyRow> =>
  tx.one(sql`
    insert into api_keys (token_hash, id, workspace_id, agent_id, name, prefix, created_at)
    values (${row.hash}, ${row.id}, ${tx.workspaceId}, ${row.agentId}, ${row.name}, ${row.prefix}, ${tx.now})
    returning ${columns}`)

/** All keys of the workspace, oldest first. */
export const apiKeyRows = (db: Db): Promise<ApiKeyRow[]> =>
  db.many(sql`select ${columns} from api_keys where workspace_id = ${db.workspaceId} order by id`)

/** The key of a text, in whichever workspace. */
export const apiKeyRow = (db: Db, hash: Buffer): Promise<(ApiKeyRow & { workspaceId: number }) | undefined> =>
  db.maybe(sql`select ${columns}, workspace_id as "workspaceId" from api_keys where token_hash = ${hash}`)

/** Removes a key; what it was, or undefined when there is none. */
export const deleteApiKeyRow = (tx: Tx, id: string): Promise<ApiKeyRow | undefined> =>
  tx.maybe(sql`
    delete from api_keys where workspace_id = ${tx.workspaceId} and id = ${id} returning ${columns}`)

/** Notes that a key was used. */
export const touchApiKey = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`update api_keys set last_used_at = ${tx.now} where id = ${id}`)
