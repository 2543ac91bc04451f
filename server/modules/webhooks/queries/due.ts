import { sql, type Db } from '../../../kernel/db/index.ts'

/** A delivery whose time has come, with where it goes. */
export interface DueRow {
  id: string
  webhookId: string
  url: string
  secret: Buffer
  eventId: string
  event: string
  body: string
  attempts: number
}

/** At most `most` due deliveries of each webhook that is free, oldest first. */
export const dueRows = (db: Db, now: Date, busy: readonly string[], most: number): Promise<DueRow[]> =>
  db.many(sql`
    select d.id, w.id as "webhookId", w.url, w.secret, d.event_id as "eventId", d.event, d.body, d.attempts
    from webhooks w
    cross join lateral (
      select x.id, x.event_id, x.event, x.body, x.attempts from webhook_deliveries x
      where x.workspace_id = ${db.workspaceId} and x.webhook_id = w.id and x.state = 'waiting'
        and x.next_attempt_at <= ${now}
      order by x.next_attempt_at, x.id limit ${most}) d
    where w.workspace_id = ${db.workspaceId} and w.state = 'active' and (w.hold_until is null or w.hold_until <= ${now})
      and w.id <> all(${busy}::uuid[])
    order by w.id, d.id`)

/** When the next delivery is due; null when none waits. */
export const nextDue = async (db: Db): Promise<Date | null> =>
  (
    await db.one<{ at: Date | null }>(sql`
      select min(greatest(d.at, w.hold_until)) as at
      from webhooks w
      cross join lateral (
        select x.next_attempt_at as at from webhook_deliveries x
        where x.workspace_id = ${db.workspaceId} and x.webhook_id = w.id and x.state = 'waiting'
        order by x.next_attempt_at limit 1) d
      where w.workspace_id = ${db.workspaceId} and w.state = 'active'`)
  ).at
