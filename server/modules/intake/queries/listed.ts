import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** What of an arrival is enough to recognise it by: its headers. */
const START = 65_536

/** An arrival in a list that people look at: not its bytes, but their beginning. */
export interface ListedRow {
  id: string
  inboxId: string
  reason: string | null
  attempts: number
  /** Bytes that are kept, and that came. */
  size: number
  fullSize: number
  start: Buffer
  receivedAt: Date
}

/** Arrivals of an inbox in a state, below `before` and not older than `since`, the newest first. */
export const listedRows = (
  db: Db,
  {
    inboxId,
    state,
    before,
    since = null,
    duplicates = null,
    limit,
  }: {
    inboxId: string
    state: 'quarantined' | 'dismissed' | 'ignored'
    before: string | null
    since?: string | null
    /** Only those whose id came before, or only the others. */
    duplicates?: boolean | null
    limit: number
  },
): Promise<ListedRow[]> =>
  db.many(sql`
    select id, inbox_id as "inboxId", reason, attempts_before + attempts as attempts, octet_length(raw) as size,
      coalesce(full_size, octet_length(raw)) as "fullSize", substring(raw from 1 for ${START}) as start,
      received_at as "receivedAt"
    from arrivals
    where workspace_id = ${db.workspaceId} and inbox_id = ${inboxId} and state = ${state}
      and (${before}::uuid is null or id < ${before}::uuid) and (${since}::uuid is null or id > ${since}::uuid)
      and (${duplicates}::boolean is null or (reason like 'duplicate: %') = ${duplicates}::boolean)
    order by id desc limit ${limit}`)

/** An arrival in quarantine, dismissed from there, or ignored, with its bytes. */
export const listedRow = (
  db: Db,
  id: string,
): Promise<{ inboxId: string; raw: Buffer; receivedAt: Date } | undefined> =>
  db.maybe(sql`
    select inbox_id as "inboxId", raw, received_at as "receivedAt" from arrivals
    where workspace_id = ${db.workspaceId} and id = ${id} and state in ('quarantined', 'dismissed', 'ignored')`)
