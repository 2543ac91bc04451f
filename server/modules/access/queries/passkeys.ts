import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** A passkey as kept. */
export interface PasskeyRow {
  id: string
  agentId: string
  /** The authenticator's own id of it, base64url. */
  credentialId: string
  /** COSE bytes. */
  publicKey: Buffer
  counter: number
  transports: string[]
  name: string
  createdAt: Date
  lastUsedAt: Date | null
}

const columns = sql`id, agent_id as "agentId", credential_id as "credentialId", public_key as "publicKey",
  counter, transports, name, created_at as "createdAt", last_used_at as "lastUsedAt"`

/** A person's passkeys, oldest first. */
export const passkeyRowsOf = (db: Db, agentId: string): Promise<PasskeyRow[]> =>
  db.many(sql`
    select ${columns} from passkeys
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} order by id`)

/** One passkey of a person. */
export const passkeyRow = (db: Db, agentId: string, credentialId: string): Promise<PasskeyRow | undefined> =>
  db.maybe(sql`
    select ${columns} from passkeys
    where workspace_id = ${db.workspaceId} and agent_id = ${agentId} and credential_id = ${credentialId}`)

/** Adds a passkey; undefined when the authenticator's id is kept already. */
export const insertPasskey = (
  tx: Tx,
  row: Omit<PasskeyRow, 'createdAt' | 'lastUsedAt'>,
): Promise<PasskeyRow | undefined> =>
  tx.maybe(sql`
    insert into passkeys
      (workspace_id, id, agent_id, credential_id, public_key, counter, transports, name, created_at)
    values (${tx.workspaceId}, ${row.id}, ${row.agentId}, ${row.credentialId}, ${row.publicKey}, ${row.counter},
      ${row.transports}, ${row.name}, ${tx.now})
    on conflict (workspace_id, credential_id) do nothing
    returning ${columns}`)

/** Notes a use. False when the counter did not move on: somebody has a copy, or the answer was sent twice at once. */
export const notePasskeyUse = async (tx: Tx, id: string, counter: number): Promise<boolean> =>
  (await tx.run(sql`
    update passkeys set counter = ${counter}, last_used_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${id}
      and (counter < ${counter} or (counter = 0 and ${counter} = 0))`)) === 1

/** Removes a person's passkey; its name, or undefined when there is none. */
export const deletePasskey = (tx: Tx, agentId: string, id: string): Promise<{ name: string } | undefined> =>
  tx.maybe(sql`
    delete from passkeys
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and id = ${id} returning name`)
