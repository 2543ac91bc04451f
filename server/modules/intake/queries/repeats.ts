import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { NewArrival } from '../queries.ts'

/** What was kept first under external ids that came again. */
export const firstOnes = (
  db: Db,
  rows: readonly Pick<NewArrival, 'inboxId' | 'externalId'>[],
): Promise<{ inboxId: string; externalId: string; raw: Buffer }[]> =>
  db.many(sql`
    select a.inbox_id as "inboxId", a.external_id as "externalId", a.raw
    from unnest(${rows.map((r) => r.inboxId)}::uuid[], ${rows.map((r) => r.externalId)}::text[]) as w (inbox_id, external_id)
    join arrivals a on a.workspace_id = ${db.workspaceId} and a.inbox_id = w.inbox_id and a.external_id = w.external_id`)

/**
 * Keeps what came under an id that was there with another content, as ignored; of each inbox only so many since a moment.
 * Gives how many of them are new.
 */
export const keepRepeat = (
  db: Db,
  row: NewArrival,
  { reason, since, most, now }: { reason: string; since: string; most: number; now: Date },
): Promise<number> =>
  db.run(sql`
    insert into arrivals (workspace_id, id, inbox_id, external_id, raw, state, reason, received_at, processed_at)
    select ${db.workspaceId}, ${row.id}, ${row.inboxId}, ${row.externalId}, ${row.raw}, 'ignored', ${reason}, ${now}, ${now}
    where (select count(*) from arrivals a
      where a.workspace_id = ${db.workspaceId} and a.inbox_id = ${row.inboxId} and a.state = 'ignored' and a.id > ${since}
        and a.reason = ${reason}) < ${most}
    on conflict (workspace_id, inbox_id, external_id) do nothing`)

/** Lets an ignored arrival of which bytes are left wait to be taken in as a message; gives its inbox. */
export const wantIgnored = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(sql`
    update arrivals set state = 'waiting', wanted = true, attempts_before = attempts_before + attempts, attempts = 0,
      reason = null, processed_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'ignored'`)
}

/** An ignored arrival, locked against whoever else deals with it. */
export const lockedIgnored = (tx: Tx, id: string): Promise<{ inboxId: string; size: number } | undefined> =>
  tx.maybe(sql`
    select inbox_id as "inboxId", octet_length(raw) as size from arrivals
    where workspace_id = ${tx.workspaceId} and id = ${id} and state = 'ignored' for update`)
