import { createHash } from 'node:crypto'
import type { Tx, WorkspaceDb } from '../db/handles.ts'
import { sql } from '../db/sql.ts'
import { conflict, invalid } from '../errors.ts'

interface Kept {
  request_hash: Buffer
  status: number
  response: string
}

/**
 * Runs a write at most once per `Idempotency-Key` of a caller, in the same transaction as its work. A repetition gets
 * the first answer again; the same key with another request is refused. Two at the same moment wait for each other.
 * The answer is kept sealed: it may hold a key or link that is shown once and kept nowhere else.
 */
export const once = async <T>(
  tx: Tx,
  key: { caller: string; value: string; request: string },
  work: () => Promise<T>,
  status: number,
): Promise<{ replayed: boolean; result: T }> => {
  if (key.value.length < 1 || key.value.length > 255)
    throw invalid('kernel.idempotency-key', 'The Idempotency-Key must have 1 to 255 characters.')
  const hash = createHash('sha256').update(key.request).digest()
  const mine = await tx.run(sql`
    insert into idempotency_keys (workspace_id, caller, key, request_hash, status, created_at)
    values (${tx.workspaceId}, ${key.caller}, ${key.value}, ${hash}, ${status}, ${tx.now})
    on conflict (workspace_id, caller, key) do nothing`)
  if (mine === 0) {
    const kept = await tx.one<Kept>(sql`
      select request_hash, status, response from idempotency_keys
      where workspace_id = ${tx.workspaceId} and caller = ${key.caller} and key = ${key.value}`)
    if (!kept.request_hash.equals(hash)) {
      throw conflict(
        'kernel.idempotency-reused',
        'This Idempotency-Key was used with another request. Use a new key for a new request.',
      )
    }
    return { replayed: true, result: tx.kernel.vault.open<T>(Buffer.from(kept.response, 'base64')) }
  }
  const result = await work()
  const sealed = tx.kernel.vault.seal(result ?? null).toString('base64')
  await tx.run(sql`
    update idempotency_keys set response = ${JSON.stringify(sealed)}::jsonb
    where workspace_id = ${tx.workspaceId} and caller = ${key.caller} and key = ${key.value}`)
  return { replayed: false, result }
}

const KEPT_DAYS = 3

/** Forgets keys that nobody will send again. */
export const sweepKeys = (db: WorkspaceDb): Promise<number> => {
  const before = new Date(db.kernel.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  return db.run(
    sql`delete from idempotency_keys where workspace_id = ${db.workspaceId} and created_at < ${before}`,
  )
}
