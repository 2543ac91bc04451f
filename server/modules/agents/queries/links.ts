import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

// Rows of one_time_tokens with this purpose are this room's; the others belong to access.
const PURPOSE = 'password-link'

/** Where a link leads. */
export interface LinkRow {
  workspaceId: number
  agentId: string
  kind: 'invitation' | 'reset'
}

/** Keeps a link by its token's hash. */
export const insertLink = (
  tx: Tx,
  link: { hash: Buffer; agentId: string; kind: LinkRow['kind']; expiresAt: Date },
): Promise<number> =>
  tx.run(sql`
    insert into one_time_tokens (token_hash, purpose, workspace_id, agent_id, data, expires_at)
    values (${link.hash}, ${PURPOSE}, ${tx.workspaceId}, ${link.agentId},
      ${JSON.stringify({ kind: link.kind })}::jsonb, ${link.expiresAt})`)

/** A link that is still good. */
export const linkRow = (db: Db, hash: Buffer, now: Date): Promise<LinkRow | undefined> =>
  db.maybe(sql`
    select workspace_id as "workspaceId", agent_id as "agentId", data ->> 'kind' as kind from one_time_tokens
    where token_hash = ${hash} and purpose = ${PURPOSE} and expires_at > ${now}`)

/** Uses a link up; false when somebody else did, or it ran out. */
export const deleteLink = async (tx: Tx, hash: Buffer): Promise<boolean> =>
  (await tx.run(sql`
    delete from one_time_tokens where token_hash = ${hash} and purpose = ${PURPOSE} and expires_at > ${tx.now}`)) ===
  1

/** Ends every link of a person. */
export const deleteLinksOf = (tx: Tx, agentId: string): Promise<number> =>
  tx.run(sql`
    delete from one_time_tokens
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and purpose = ${PURPOSE}`)
