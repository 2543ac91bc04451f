import { LOCK_SPACES, sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'
import type { Routing, Why } from '../contract-queues.ts'

/** A conversation that waits in a queue. */
export interface QueuedRow {
  conversationId: string
  queueId: string
  since: Date
  urgent: boolean
  priority: number
}

/** Lets one pass of a workspace run at a time, until the end of the transaction. */
export const lockRouting = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${LOCK_SPACES.routing}::integer, ${tx.workspaceId}::integer)`)

const columns = sql`w.conversation_id as "conversationId", w.queue_id as "queueId", w.since, w.urgent, w.priority`

/** What waits, in the order in which it is given: what is urgent, then by priority, then what has waited longest. */
export const queuedRows = (db: Db, limit: number): Promise<QueuedRow[]> =>
  db.many(sql`
    select ${columns} from queued w where w.workspace_id = ${db.workspaceId}
    order by w.urgent desc, w.priority desc, w.since, w.conversation_id limit ${limit}`)

/** Those of some conversations that wait, held until the end of the transaction. */
export const holdQueued = (tx: Tx, ids: readonly string[]): Promise<QueuedRow[]> =>
  tx.many(sql`
    select ${columns} from queued w
    where w.workspace_id = ${tx.workspaceId} and w.conversation_id = any(${ids}::uuid[])
    order by w.conversation_id for update`)

/** Whether anything waits. */
export const isAnyQueued = async (db: Db): Promise<boolean> =>
  (await db.maybe(sql`select from queued w where w.workspace_id = ${db.workspaceId} limit 1`)) !== undefined

/** Keeps what waits where. */
export const putQueued = (tx: Tx, rows: readonly QueuedRow[]): Promise<number> =>
  tx.run(sql`
    insert into queued (workspace_id, conversation_id, queue_id, since, urgent, priority)
    select ${tx.workspaceId}, n.conversation_id, n.queue_id, n.since, n.urgent, n.priority
    from unnest(${rows.map((row) => row.conversationId)}::uuid[], ${rows.map((row) => row.queueId)}::uuid[],
      ${rows.map((row) => row.since)}::timestamptz[], ${rows.map((row) => row.urgent)}::boolean[],
      ${rows.map((row) => row.priority)}::smallint[]) as n (conversation_id, queue_id, since, urgent, priority)
    order by n.conversation_id
    on conflict (workspace_id, conversation_id) do update set queue_id = excluded.queue_id, since = excluded.since,
      urgent = excluded.urgent, priority = excluded.priority`)

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
): Promise<(QueuedRow & { before: number }) | undefined> =>
  db.maybe(sql`
    select ${columns}, (
      select count(*)::integer from queued o
      where o.workspace_id = ${db.workspaceId} and o.queue_id = w.queue_id
        and (not o.urgent, -o.priority, o.since, o.conversation_id) < (not w.urgent, -w.priority, w.since, w.conversation_id)
    ) as before
    from queued w where w.workspace_id = ${db.workspaceId} and w.conversation_id = ${conversationId}`)
