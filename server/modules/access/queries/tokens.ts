import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'

/** What a one-time token of this room is for. Links to choose a password belong to the agents room. */
export type TokenPurpose = 'set-up' | 'passkey-add' | 'passkey-sign-in'

/** Keeps a token by its hash; a token of nobody's has no person. */
export const insertToken = (
  tx: Tx,
  token: { hash: Buffer; purpose: TokenPurpose; agentId?: string; expiresAt: Date },
): Promise<number> =>
  tx.run(sql`
    insert into one_time_tokens (token_hash, purpose, workspace_id, agent_id, expires_at)
    values (${token.hash}, ${token.purpose}, ${tx.workspaceId}, ${token.agentId ?? null}, ${token.expiresAt})`)

/** True if the token is still good. */
export const hasToken = async (db: Db, hash: Buffer, purpose: TokenPurpose, now: Date): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from one_time_tokens
    where token_hash = ${hash} and purpose = ${purpose} and expires_at > ${now}`)) !== undefined

/** Uses a token up; false when it was used, ran out, or is another person's. */
export const deleteToken = async (
  tx: Tx,
  token: { hash: Buffer; purpose: TokenPurpose; agentId?: string },
): Promise<boolean> =>
  (await tx.run(sql`
    delete from one_time_tokens
    where token_hash = ${token.hash} and purpose = ${token.purpose} and expires_at > ${tx.now}
      and agent_id is not distinct from ${token.agentId ?? null}::uuid`)) === 1

/** Ends every token of a purpose. */
export const deleteTokensFor = (tx: Tx, purpose: TokenPurpose): Promise<number> =>
  tx.run(sql`delete from one_time_tokens where purpose = ${purpose}`)

/** Lets one set-up at a time through, in all processes, until the end of the transaction. */
export const lockSetUp = async (tx: Tx): Promise<void> => {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('madoguchi set-up'))`)
}

/** Removes what ran out: sessions, tokens, and counts of failures that are forgotten by now. */
export const deleteExpired = async (tx: Tx, failuresBefore: Date): Promise<void> => {
  await Promise.all([
    tx.run(sql`delete from sessions where expires_at <= ${tx.now}`),
    tx.run(sql`delete from one_time_tokens where expires_at <= ${tx.now}`),
    tx.run(sql`
      delete from sign_in_failures
      where window_start <= ${failuresBefore} and (blocked_until is null or blocked_until <= ${failuresBefore})`),
  ])
}
