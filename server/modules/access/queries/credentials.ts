import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** How a person proves who they are, but for passkeys. */
export interface CredentialsRow {
  passwordHash: string | null
  /** Sealed; kept but not asked for until it is confirmed. */
  totpSecret: Buffer | null
  totpConfirmedAt: Date | null
}

/** A person's credentials; undefined before the first password. */
export const credentialsRow = (db: Db, agentId: string): Promise<CredentialsRow | undefined> =>
  db.maybe(sql`
    select password_hash as "passwordHash", totp_secret as "totpSecret", totp_confirmed_at as "totpConfirmedAt"
    from credentials where workspace_id = ${db.workspaceId} and agent_id = ${agentId}`)

/** Keeps a password's hash. */
export const savePasswordHash = (tx: Tx, agentId: string, hash: string): Promise<number> =>
  tx.run(sql`
    insert into credentials (workspace_id, agent_id, password_hash, changed_at)
    values (${tx.workspaceId}, ${agentId}, ${hash}, ${tx.now})
    on conflict (workspace_id, agent_id)
    do update set password_hash = excluded.password_hash, changed_at = excluded.changed_at`)

/** Keeps a sealed secret that is still to be confirmed; false when a confirmed one stands. */
export const saveTotpSecret = async (tx: Tx, agentId: string, sealed: Buffer): Promise<boolean> =>
  (await tx.run(sql`
    update credentials set totp_secret = ${sealed}, totp_last_step = null, changed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and totp_confirmed_at is null`)) === 1

/** Switches the second factor on; false when it is on already or was begun anew meanwhile. */
export const confirmTotpRow = async (
  tx: Tx,
  row: { agentId: string; sealed: Buffer; step: number; recoveryHashes: Buffer[] },
): Promise<boolean> =>
  (await tx.run(sql`
    update credentials set totp_confirmed_at = ${tx.now}, totp_last_step = ${row.step},
      recovery_hashes = ${row.recoveryHashes}::bytea[], changed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and agent_id = ${row.agentId}
      and totp_confirmed_at is null and totp_secret = ${row.sealed}`)) === 1

/** Switches the second factor off; false when it was off. */
export const clearTotp = async (tx: Tx, agentId: string): Promise<boolean> =>
  (await tx.run(sql`
    update credentials set totp_secret = null, totp_confirmed_at = null, totp_last_step = null,
      recovery_hashes = '{}', changed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId} and totp_secret is not null`)) === 1

/** Uses a time step up; false when it or a later one was used (RFC 6238, 5.2: a code is good once). */
export const takeTotpStep = async (tx: Tx, agentId: string, step: number): Promise<boolean> =>
  (await tx.run(sql`
    update credentials set totp_last_step = ${step}
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}
      and (totp_last_step is null or totp_last_step < ${step})`)) === 1

/** Uses a recovery code up; false when there is no such code (any more). */
export const takeRecoveryHash = async (tx: Tx, agentId: string, hash: Buffer): Promise<boolean> =>
  (await tx.run(sql`
    update credentials set recovery_hashes = array_remove(recovery_hashes, ${hash}::bytea)
    where workspace_id = ${tx.workspaceId} and agent_id = ${agentId}
      and ${hash}::bytea = any(recovery_hashes)`)) === 1
