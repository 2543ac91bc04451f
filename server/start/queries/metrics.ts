import { sql, type Db } from '../../kernel/db/index.ts'

/** What waits and what went wrong in a workspace; ages in seconds, 0 when nothing waits. */
export interface WorkCounts {
  arrivalsWaiting: number
  arrivalsQuarantined: number
  arrivalsAge: number
  eventsWaiting: number
  eventsAge: number
  deliveries: Record<string, number>
  webhookDeliveries: Record<string, number>
  inboxesFailing: number
}

/** Counts of one workspace. Every count is answered by a partial index of the rows that are open. */
export const workCounts = (db: Db): Promise<WorkCounts> =>
  db.one(sql`
    select
      (select count(*) from arrivals a where a.workspace_id = ${db.workspaceId} and a.state = 'waiting') as "arrivalsWaiting",
      (select count(*) from arrivals a where a.workspace_id = ${db.workspaceId} and a.state = 'quarantined') as "arrivalsQuarantined",
      coalesce((select extract(epoch from now() - a.received_at)::float8 from arrivals a
        where a.workspace_id = ${db.workspaceId} and a.state = 'waiting' order by a.id limit 1), 0) as "arrivalsAge",
      (select count(*) from events e where e.workspace_id = ${db.workspaceId}) as "eventsWaiting",
      coalesce((select extract(epoch from now() - e.at)::float8 from events e
        where e.workspace_id = ${db.workspaceId} order by e.id limit 1), 0) as "eventsAge",
      coalesce((select jsonb_object_agg(d.state, d.n) from (
        select x.state, count(*) as n from deliveries x
        where x.workspace_id = ${db.workspaceId} and x.state in ('waiting', 'held', 'sending', 'failed', 'uncertain')
        group by x.state) d), '{}') as deliveries,
      coalesce((select jsonb_object_agg(w.state, w.n) from (
        select y.state, count(*) as n from webhook_deliveries y
        where y.workspace_id = ${db.workspaceId} and y.state in ('waiting', 'failed') group by y.state) w), '{}') as "webhookDeliveries",
      (select count(*) from inboxes i where i.workspace_id = ${db.workspaceId} and i.state = 'active'
        and i.health_state = 'failing') as "inboxesFailing"`)

/** Background jobs by state, with when the oldest was to run. */
export const jobCounts = (db: Db): Promise<{ state: string; count: number; oldest: Date }[]> =>
  db.many(sql`select state, count, oldest from madoguchi_job_counts()`)
