import type { Expression } from '../../../kernel/contract-conditions.ts'
import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { QueueInput, RoutingSettings } from '../contract-queues.ts'

/** A queue as it is kept. */
export interface QueueRow extends QueueInput {
  id: string
}

const columns = sql`q.id, q.name, q.applies, q.team_ids as "teamIds", q.mode, q.skills, q.language,
  q.last_agent as "lastAgent", q.urgent, q.overflow_seconds as "overflowSeconds", q.overflow_team_ids as "overflowTeamIds"`

/** All queues in the order in which they are asked. */
export const queueRows = (db: Db): Promise<QueueRow[]> =>
  db.many(
    sql`select ${columns} from queues q where q.workspace_id = ${db.workspaceId} order by q.position, q.id`,
  )

/** One queue, held until the end of the transaction. */
export const queueRow = (tx: Tx, id: string): Promise<QueueRow | undefined> =>
  tx.maybe(
    sql`select ${columns} from queues q where q.workspace_id = ${tx.workspaceId} and q.id = ${id} for update`,
  )

/**
 * A team serves no queue any more. Where it alone served one, people take from that by hand: nobody is given what they were not
 * meant for.
 */
export const forgetTeam = (tx: Tx, teamId: string): Promise<number> =>
  tx.run(sql`
    update queues set team_ids = array_remove(team_ids, ${teamId}::uuid),
      mode = case when team_ids = array[${teamId}::uuid] then 'hand' else mode end,
      overflow_seconds = case when overflow_team_ids = array[${teamId}::uuid] then null else overflow_seconds end,
      overflow_team_ids = array_remove(overflow_team_ids, ${teamId}::uuid)
    where workspace_id = ${tx.workspaceId}
      and (${teamId}::uuid = any(team_ids) or ${teamId}::uuid = any(overflow_team_ids))`)

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

/** What waits in a queue, and how it moved lately. */
export interface QueueState {
  queueId: string
  waiting: number
  oldestSince: Date | null
  /** Of those that left since a moment the last twenty: how many, and when the first of them did. */
  leaves: number
  leftSince: Date | null
}

/** What waits in each queue or in one of them, and how it moved since a moment. */
export const queueStates = (db: Db, since: Date, queueId: string | null = null): Promise<QueueState[]> =>
  db.many(sql`
    select q.id as "queueId", w.waiting, w."oldestSince", l.leaves, l."leftSince"
    from queues q
    cross join lateral (
      select count(*)::integer as waiting, min(u.since) as "oldestSince" from queued u
      where u.workspace_id = ${db.workspaceId} and u.queue_id = q.id) w
    cross join lateral (
      select count(*)::integer as leaves, min(n.at) as "leftSince"
      from (select r.at from routings r
        where r.workspace_id = ${db.workspaceId} and r.queue_id = q.id and r.at > ${since}
        order by r.at desc limit 20) n) l
    where q.workspace_id = ${db.workspaceId} and (${queueId}::uuid is null or q.id = ${queueId})`)

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
