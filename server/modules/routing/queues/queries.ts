import type { Expression } from '../../../kernel/contract-conditions.ts'
import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { QueueInput, RoutingSettings } from '../contract-queues.ts'

/** A queue as it is kept. */
export interface QueueRow extends QueueInput {
  id: string
}

/** All queues in the order in which they are asked. */
export const queueRows = (db: Db): Promise<QueueRow[]> =>
  db.many(sql`
    select q.id, q.name, q.applies, q.team_ids as "teamIds", q.mode, q.skills, q.language,
      q.last_agent as "lastAgent", q.urgent, q.overflow_seconds as "overflowSeconds",
      q.overflow_team_ids as "overflowTeamIds"
    from queues q where q.workspace_id = ${db.workspaceId} order by q.position, q.id`)

const json = (value: Expression | null): string | null => (value === null ? null : JSON.stringify(value))

/** Adds a queue behind all others. */
export const insertQueue = (tx: Tx, row: QueueRow): Promise<number> =>
  tx.run(sql`
    insert into queues (workspace_id, id, name, position, applies, team_ids, mode, skills, language, last_agent, urgent,
      overflow_seconds, overflow_team_ids, created_at)
    select ${tx.workspaceId}, ${row.id}, ${row.name},
      (select coalesce(max(o.position), 0) + 1 from queues o where o.workspace_id = ${tx.workspaceId}),
      ${json(row.applies)}::jsonb, ${row.teamIds}::uuid[], ${row.mode}, ${JSON.stringify(row.skills)}::jsonb, ${row.language},
      ${row.lastAgent}, ${json(row.urgent)}::jsonb, ${row.overflowSeconds}::integer, ${row.overflowTeamIds}::uuid[], ${tx.now}`)

/** Replaces a queue; 0 where it was removed. */
export const updateQueueRow = (tx: Tx, row: QueueRow): Promise<number> =>
  tx.run(sql`
    update queues set name = ${row.name}, applies = ${json(row.applies)}::jsonb, team_ids = ${row.teamIds}::uuid[],
      mode = ${row.mode}, skills = ${JSON.stringify(row.skills)}::jsonb, language = ${row.language},
      last_agent = ${row.lastAgent}, urgent = ${json(row.urgent)}::jsonb, overflow_seconds = ${row.overflowSeconds}::integer,
      overflow_team_ids = ${row.overflowTeamIds}::uuid[]
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Removes a queue with what waits in it; 0 where it was removed. */
export const deleteQueueRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`delete from queues where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Puts queues in an order. */
export const putOrder = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update queues q set position = o.position
    from unnest(${ids}::uuid[]) with ordinality as o (id, position)
    where q.workspace_id = ${tx.workspaceId} and q.id = o.id`)

/** How many wait in each queue, and since when. */
export const queueStates = (
  db: Db,
  since: Date,
): Promise<
  { queueId: string; waiting: number; oldestSince: Date | null; leaves: number; spanSeconds: number | null }[]
> =>
  db.many(sql`
    select q.id as "queueId", w.waiting, w."oldestSince", l.leaves, l."spanSeconds"
    from queues q
    cross join lateral (
      select count(*)::integer as waiting, min(u.since) as "oldestSince" from queued u
      where u.workspace_id = ${db.workspaceId} and u.queue_id = q.id) w
    cross join lateral (
      select count(*)::integer as leaves, extract(epoch from max(n.at) - min(n.at))::float8 as "spanSeconds"
      from (select r.at from routings r
        where r.workspace_id = ${db.workspaceId} and r.queue_id = q.id and r.at > ${since}
        order by r.at desc limit 20) n) l
    where q.workspace_id = ${db.workspaceId}`)

/** What was settled; undefined when nobody did. */
export const settingsRow = (db: Db): Promise<RoutingSettings | undefined> =>
  db.maybe(sql`
    select s.capacity, s.chats, s.points from routing_settings s where s.workspace_id = ${db.workspaceId}`)

/** Keeps what is settled. */
export const putSettings = (tx: Tx, { capacity, chats, points }: RoutingSettings): Promise<number> =>
  tx.run(sql`
    insert into routing_settings (workspace_id, capacity, chats, points)
    values (${tx.workspaceId}, ${capacity}, ${chats}, ${JSON.stringify(points)}::jsonb)
    on conflict (workspace_id) do update set capacity = excluded.capacity, chats = excluded.chats, points = excluded.points`)
