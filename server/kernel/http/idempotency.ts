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

/**
 * Forgets what was answered where that says something that may not be known any more; the key stays used. `key` is where
 * the search goes on; gives the next place, undefined at the end.
 */
export const forgetAnswers = async (
  tx: Tx,
  forgets: (answer: string) => boolean,
  place: { caller: string; key: string },
): Promise<{ forgotten: number; next: { caller: string; key: string } | undefined }> => {
  const rows = await tx.many<{ caller: string; key: string; response: string | null }>(sql`
    select caller, key, response from idempotency_keys
    where workspace_id = ${tx.workspaceId} and (caller, key) > (${place.caller}, ${place.key})
    order by caller, key limit 1000`)
  const known = rows.filter(
    ({ response }) =>
      response !== null &&
      forgets(JSON.stringify(tx.kernel.vault.open(Buffer.from(response, 'base64')) ?? null)),
  )
  const nothing = JSON.stringify(tx.kernel.vault.seal(null).toString('base64'))
  const forgotten = await tx.run(sql`
    update idempotency_keys k set response = ${nothing}::jsonb
    from unnest(${known.map(({ caller }) => caller)}::text[], ${known.map(({ key }) => key)}::text[]) as f (caller, key)
    where k.workspace_id = ${tx.workspaceId} and k.caller = f.caller and k.key = f.key`)
  const last = rows.length === 1000 ? rows.at(-1) : undefined
  return { forgotten, next: last && { caller: last.caller, key: last.key } }
}

const KEPT_DAYS = 3

/** Forgets keys that nobody will send again. */
export const sweepKeys = (db: WorkspaceDb): Promise<number> => {
  const before = new Date(db.kernel.clock.now().getTime() - KEPT_DAYS * 86_400_000)
  return db.run(
    sql`delete from idempotency_keys where workspace_id = ${db.workspaceId} and created_at < ${before}`,
  )
}
