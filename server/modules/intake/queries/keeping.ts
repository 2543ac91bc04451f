import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { idAt } from '../../../kernel/ids.ts'

/** Which arrivals a rule is about: what was dealt with, or what lies in quarantine. */
export type KeptArrivals = 'settled' | 'quarantined'

const states = (which: KeptArrivals): Sql =>
  which === 'settled' ? sql`('done', 'ignored', 'dismissed')` : sql`('quarantined')`

/** What is held of somebody whose contact is limited stays as long as its record, and goes with that. */
const notHeld = sql`(state <> 'ignored' or reason is null or not starts_with(reason, 'limited: '))`

/** How many arrivals from before a moment have bytes, and when the oldest of them came. */
export const arrivalsBefore = (
  db: Db,
  before: Date,
  which: KeptArrivals,
): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(received_at) as oldest from arrivals
    where workspace_id = ${db.workspaceId} and id < ${idAt(before)}::uuid and raw <> '' and state in ${states(which)}
      and ${notHeld}`)

/** The next arrivals from before a moment, behind an id, with how many bytes are left of them. */
export const nextArrivals = (
  tx: Tx,
  { before, after, limit }: { before: Date; after: string; limit: number },
  which: KeptArrivals,
): Promise<{ id: string; size: number; at: Date; inboxId: string }[]> =>
  tx.many(sql`
    select id, case when ${notHeld} then octet_length(raw) else 0 end as size, received_at as at, inbox_id as "inboxId" from arrivals
    where workspace_id = ${tx.workspaceId} and id > ${after}::uuid and id < ${idAt(before)}::uuid and state in ${states(which)}
    order by id limit ${limit}`)

/** Takes arrivals out of quarantine for good: nothing of them is left. */
export const dismissOld = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update arrivals set state = 'dismissed'
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and state = 'quarantined'`)
