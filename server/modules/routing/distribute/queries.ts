import { LOCK_SPACES, sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { FIRST_ID, newId } from '../../../kernel/ids.ts'
import type { Routing, Why } from '../contract-queues.ts'

/** A conversation that waits in a queue. */
export interface QueuedRow {
  conversationId: string
  queueId: string
  since: Date
  /** Who has the smallest comes first: 0 to 3 are urgent, by priority, 4 to 7 the others. */
  rank: number
  /** Somebody, or a rule, put it there: it stays there, whichever queue would fit. */
  pinned: boolean
}

/** Takes the right to hand out in a workspace, until the end of the transaction; false when a pass is under way. */
export const lockRouting = async (tx: Tx): Promise<boolean> =>
  (
    await tx.one<{ locked: boolean }>(sql`
      select pg_try_advisory_xact_lock(${LOCK_SPACES.routing}::integer, ${tx.workspaceId}::integer) as locked`)
  ).locked

const columns = sql`w.conversation_id as "conversationId", w.queue_id as "queueId", w.since, w.rank, w.pinned`

/** From and where: what waits (`w`) in queues that are handed out. */
const handedOut = (db: Db) => sql`
  from queued w
  join queues q on q.workspace_id = ${db.workspaceId} and q.id = w.queue_id and q.mode <> 'hand'
  where w.workspace_id = ${db.workspaceId}`

/** What waits to be handed out behind a place, in the order in which it is given: by rank, then who waits longest. */
export const queuedRows = (db: Db, after: QueuedRow | undefined, limit: number): Promise<QueuedRow[]> =>
  db.many(sql`
    select ${columns} ${handedOut(db)}
      and (w.rank, w.since, w.conversation_id)
        > (${after?.rank ?? -1}::smallint, ${after?.since ?? new Date(0)}::timestamptz, ${after?.conversationId ?? FIRST_ID}::uuid)
    order by w.rank, w.since, w.conversation_id limit ${limit}`)

/** Those of some conversations that wait, held until the end of the transaction. */
export const holdQueued = (tx: Tx, ids: readonly string[]): Promise<QueuedRow[]> =>
  tx.many(sql`
    select ${columns} from queued w
    where w.workspace_id = ${tx.workspaceId} and w.conversation_id = any(${ids}::uuid[])
    order by w.conversation_id for update`)

/** Into which queues those of some conversations were put that somebody, or a rule, put somewhere. */
export const pinsOf = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  new Map(
    (
      await db.many<QueuedRow>(sql`
        select ${columns} from queued w
        where w.workspace_id = ${db.workspaceId} and w.conversation_id = any(${ids}::uuid[]) and w.pinned`)
    ).map((row) => [row.conversationId, row.queueId]),
  )

/** Whether anything waits to be handed out. */
export const isAnyQueued = async (db: Db): Promise<boolean> =>
  (await db.maybe(sql`select ${handedOut(db)} limit 1`)) !== undefined

/** What waits in any queue, from one conversation on. */
export const queuedAfter = async (db: Db, after: string, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select w.conversation_id as id from queued w
      where w.workspace_id = ${db.workspaceId} and w.conversation_id > ${after}::uuid
      order by w.conversation_id limit ${limit}`)
  ).map(({ id }) => id)

/** Keeps what waits where. */
export const putQueued = (tx: Tx, rows: readonly QueuedRow[]): Promise<number> =>
  tx.run(sql`
    insert into queued (workspace_id, conversation_id, queue_id, since, rank, pinned)
    select ${tx.workspaceId}, n.conversation_id, n.queue_id, n.since, n.rank, n.pinned
    from unnest(${rows.map((row) => row.conversationId)}::uuid[], ${rows.map((row) => row.queueId)}::uuid[],
      ${rows.map((row) => row.since)}::timestamptz[], ${rows.map((row) => row.rank)}::smallint[],
      ${rows.map((row) => row.pinned)}::boolean[]) as n (conversation_id, queue_id, since, rank, pinned)
    order by n.conversation_id
    on conflict (workspace_id, conversation_id) do update set queue_id = excluded.queue_id, since = excluded.since,
      rank = excluded.rank, pinned = excluded.pinned`)

/** Takes conversations out of their queues. */
export const dropQueued = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from queued where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[])`)

/** A conversation that left its queue. */
export interface Leaving {
  conversationId: string
  queueId: string
  since: Date
  agentId: string | null
  why: Why | null
}

/** Keeps that conversations left their queues. */
export const insertRoutings = (tx: Tx, rows: readonly Leaving[]): Promise<number> =>
  tx.run(sql`
    insert into routings (workspace_id, id, conversation_id, queue_id, queue_name, since, at, agent_id, why)
    select ${tx.workspaceId}, n.id, n.conversation_id, n.queue_id, q.name, n.since, ${tx.now}, n.agent_id, n.why::jsonb
    from unnest(${rows.map(() => newId())}::uuid[], ${rows.map((row) => row.conversationId)}::uuid[],
      ${rows.map((row) => row.queueId)}::uuid[], ${rows.map((row) => row.since)}::timestamptz[],
      ${rows.map((row) => row.agentId)}::uuid[], ${rows.map((row) => row.why && JSON.stringify(row.why))}::text[])
      as n (id, conversation_id, queue_id, since, agent_id, why)
    join queues q on q.workspace_id = ${tx.workspaceId} and q.id = n.queue_id`)

/** When people's last turns were. */
export const turnRows = (db: Db): Promise<{ agentId: string; turn: number }[]> =>
  db.many(sql`
    select t.agent_id as "agentId", t.turn::float8 as turn from routing_turns t where t.workspace_id = ${db.workspaceId}`)

/** Keeps whose turn it was. */
export const putTurns = (tx: Tx, rows: readonly { agentId: string; turn: number }[]): Promise<number> =>
  tx.run(sql`
    insert into routing_turns (workspace_id, agent_id, turn)
    select ${tx.workspaceId}, n.agent_id, n.turn
    from unnest(${rows.map((row) => row.agentId)}::uuid[], ${rows.map((row) => row.turn)}::bigint[]) as n (agent_id, turn)
    on conflict (workspace_id, agent_id) do update set turn = excluded.turn`)

interface RoutingRow extends Omit<Routing, 'since' | 'at'> {
  since: Date
  at: Date
}

/** How a conversation left its queues, newest first. */
export const routingRows = (db: Db, conversationId: string): Promise<RoutingRow[]> =>
  db.many(sql`
    select r.id, r.queue_id as "queueId", r.queue_name as queue, r.since, r.at, r.agent_id as "agentId", r.why
    from routings r where r.workspace_id = ${db.workspaceId} and r.conversation_id = ${conversationId}
    order by r.id desc limit 50`)

/** Where a conversation waits, and how many come before it in its queue. */
export const placeRow = (
  db: Db,
  conversationId: string,
): Promise<(QueuedRow & { queue: string; before: number }) | undefined> =>
  db.maybe(sql`
    select ${columns}, q.name as queue, (
      select count(*)::integer from queued o
      where o.workspace_id = ${db.workspaceId} and o.queue_id = w.queue_id
        and (o.rank, o.since, o.conversation_id) < (w.rank, w.since, w.conversation_id)
    ) as before
    from queued w
    join queues q on q.workspace_id = ${db.workspaceId} and q.id = w.queue_id
    where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${conversationId}`)
