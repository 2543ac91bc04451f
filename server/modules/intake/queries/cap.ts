import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** How many bytes lie in quarantine, or were dismissed from there, by inbox; their lengths are known without reading them. */
export const quarantinedBytes = (
  tx: Tx,
  inboxIds: readonly string[],
): Promise<{ inboxId: string; bytes: number }[]> =>
  tx.many(sql`
    select inbox_id as "inboxId", sum(octet_length(raw))::bigint as bytes from arrivals
    where workspace_id = ${tx.workspaceId} and inbox_id = any(${inboxIds}::uuid[]) and state in ('quarantined', 'dismissed')
    group by inbox_id`)

/** Keeps so many bytes of arrivals that nobody has tried again, and how many they were. */
export const cutRaw = (tx: Tx, ids: readonly string[], bytes: number): Promise<number> =>
  tx.run(sql`
    update arrivals set full_size = coalesce(full_size, octet_length(raw)), raw = substring(raw from 1 for ${bytes}::integer)
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and attempts_before = 0
      and octet_length(raw) > ${bytes}::integer`)
