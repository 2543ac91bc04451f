import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** Hours of the week in which an inbox heard something since a moment, by how many different ones of each there were. */
export const heardHours = (
  db: Db,
  since: string,
  timeZone: string,
): Promise<{ inboxId: string; slot: number; hours: number; first: Date }[]> =>
  db.many(sql`
    with heard as (
      select a.inbox_id, date_trunc('hour', a.received_at at time zone ${timeZone}) as hour, min(a.received_at) as first
      from arrivals a
      where a.workspace_id = ${db.workspaceId} and a.id > ${since}
      group by 1, 2
    )
    select inbox_id as "inboxId", ((extract(isodow from hour) - 1) * 24 + extract(hour from hour))::integer as slot,
      count(*)::integer as hours, min(first) as first
    from heard group by 1, 2`)

/** The newest arrival of each inbox that had any since a moment. */
export const newestSince = (db: Db, since: string): Promise<{ inboxId: string; at: Date }[]> =>
  db.many(sql`
    select inbox_id as "inboxId", max(received_at) as at from arrivals
    where workspace_id = ${db.workspaceId} and id > ${since} group by inbox_id`)

/** What of an inbox waits to be processed: how many, since when. */
export const backlogOf = (db: Db, inboxId: string): Promise<{ waiting: number; oldestAt: Date | null }> =>
  db.one(sql`
    select count(*)::integer as waiting, min(received_at) as "oldestAt" from arrivals
    where workspace_id = ${db.workspaceId} and inbox_id = ${inboxId} and state = 'waiting'`)
