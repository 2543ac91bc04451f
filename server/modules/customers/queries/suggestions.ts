import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { MergeReason } from './merge.ts'

/** Where a pair of customers stands: suggested, locked for good, or merged. */
export type PairState = 'open' | 'never' | 'merged'

const ordered = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one])

/** Why a pair was suggested; undefined where it was not. */
export const pairReason = async (db: Db, one: string, other: string): Promise<MergeReason | undefined> => {
  const [a, b] = ordered(one, other)
  const row = await db.maybe<{ reason: MergeReason }>(sql`
    select reason from customer_suggestions
    where workspace_id = ${db.workspaceId} and a_id = ${a} and b_id = ${b} and state = 'open'`)
  return row?.reason
}

/** True where two customers, or any two who lead to them, are never to be merged. */
export const isLocked = async (db: Db, one: string, other: string): Promise<boolean> => {
  const pairs = sql`
    select from customer_suggestions s
    join customers a on a.workspace_id = ${db.workspaceId} and a.id = s.a_id
    join customers b on b.workspace_id = ${db.workspaceId} and b.id = s.b_id
    where s.workspace_id = ${db.workspaceId} and s.state = 'never'`
  const { locked } = await db.one<{ locked: boolean }>(sql`
    select exists (${pairs} and coalesce(a.merged_into, a.id) = ${one}::uuid and coalesce(b.merged_into, b.id) = ${other}::uuid)
      or exists (${pairs} and coalesce(a.merged_into, a.id) = ${other}::uuid and coalesce(b.merged_into, b.id) = ${one}::uuid) as locked`)
  return locked
}

/** Moves a suggested pair on; one that was never suggested, or that is locked, stays as it is. */
export const settlePair = (
  tx: Tx,
  one: string,
  other: string,
  { state, by }: { state: 'open' | 'merged'; by: string | null },
): Promise<number> => {
  const [a, b] = ordered(one, other)
  return tx.run(sql`
    update customer_suggestions set state = ${state}, decided_by = ${by}::uuid,
      decided_at = case when ${state} = 'open' then null else ${tx.now}::timestamptz end
    where workspace_id = ${tx.workspaceId} and a_id = ${a} and b_id = ${b} and state <> 'never'`)
}

/** Locks a pair for good, suggested or not. */
export const lockPair = (tx: Tx, one: string, other: string, by: string | null): Promise<number> => {
  const [a, b] = ordered(one, other)
  return tx.run(sql`
    insert into customer_suggestions (workspace_id, a_id, b_id, reason, state, at, decided_by, decided_at)
    values (${tx.workspaceId}, ${a}, ${b}, 'manual', 'never', ${tx.now}, ${by}::uuid, ${tx.now})
    on conflict (workspace_id, a_id, b_id) do update set state = 'never', decided_by = excluded.decided_by,
      decided_at = excluded.decided_at`)
}

/** Takes a lock back: what was suggested is suggested again, anything else is forgotten. */
export const unlockPair = async (tx: Tx, one: string, other: string): Promise<void> => {
  const [a, b] = ordered(one, other)
  await tx.run(sql`
    delete from customer_suggestions
    where workspace_id = ${tx.workspaceId} and a_id = ${a} and b_id = ${b} and state = 'never' and reason = 'manual'`)
  await tx.run(sql`
    update customer_suggestions set state = 'open', decided_by = null, decided_at = null
    where workspace_id = ${tx.workspaceId} and a_id = ${a} and b_id = ${b} and state = 'never'`)
}
