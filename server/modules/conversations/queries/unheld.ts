import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'

/** A conversation whose customer waits while nobody holds it. */
export interface UnheldRow {
  id: string
  priority: string
  waitingSince: Date
}

/** What decides who should get a conversation that nobody holds. */
export interface OfferedRow {
  id: string
  inboxId: string
  teamId: string | null
  channel: string
  /** The customer's, as far as it is known: ja. */
  language: string | null
  /** Who answered in it last, else who holds the newest other conversation of the customer's that anybody holds. */
  lastAgentId: string | null
  /** Who let the customer wait, so that it came back. */
  returnedFrom: string | null
}

/** Of so many of a customer's newest conversations it is asked who holds them. */
const LOOK_BACK = 20

/**
 * From and where: conversations (`c`) with their inboxes (`i`) that nobody holds while their customer waits for more than an
 * approval. In an inbox that was put away nobody can be answered.
 */
const unheld = (db: Db): Sql => sql`
  from conversations c
  join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = c.inbox_id and i.state <> 'archived'
  where c.workspace_id = ${db.workspaceId} and c.status = 'open' and c.assignee_id is null and c.waiting_since is not null
    and c.merged_into is null and not exists (
      select from approvals p
      join messages n on n.workspace_id = ${db.workspaceId} and n.id = p.message_id
      where p.workspace_id = ${db.workspaceId} and p.state = 'waiting' and n.conversation_id = c.id)`

const idsOf = async (rows: Promise<{ id: string }[]>): Promise<string[]> => (await rows).map(({ id }) => id)

/** Those of some conversations that nobody holds while their customer waits. */
export const unheldRows = (db: Db, ids: readonly string[]): Promise<UnheldRow[]> =>
  db.many(sql`
    select c.id, c.priority, c.waiting_since as "waitingSince" ${unheld(db)} and c.id = any(${ids}::uuid[])`)

/** Conversations that nobody holds while their customer waits, from one on. They are few: of all that are open. */
export const unheldAfter = (db: Db, after: string, limit: number): Promise<string[]> =>
  idsOf(
    db.many(sql`
      with waiting as materialized (select c.id ${unheld(db)})
      select w.id from waiting w where w.id > ${after}::uuid order by w.id limit ${limit}`),
  )

/** The same of customers. */
export const unheldOf = (db: Db, customerIds: readonly string[]): Promise<string[]> =>
  idsOf(db.many(sql`select c.id ${unheld(db)} and c.customer_id = any(${customerIds}::uuid[])`))

/** Who answered last in `c`, or holds the newest other conversation of its customer's that anybody holds. */
const lastAgent = (db: Db): Sql => sql`
  coalesce(
    (select m.actor_id from messages m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.kind = 'outbound'
        and m.actor_kind = 'agent' and not m.automatic
      order by m.id desc limit 1),
    (select n.assignee_id from (
        select o.id, o.assignee_id, o.last_activity_at from conversations o
        where o.workspace_id = ${db.workspaceId} and o.customer_id = c.customer_id
        order by o.last_activity_at desc, o.id desc limit ${LOOK_BACK}) n
      where n.id <> c.id and n.assignee_id is not null order by n.last_activity_at desc, n.id desc limit 1))`

/** What decides who should get them, of those that nobody holds still; who had it last only where that is asked. */
export const offeredRows = (
  db: Db,
  ids: readonly string[],
  asks: { lastAgent: boolean },
): Promise<OfferedRow[]> =>
  db.many(sql`
    select c.id, c.inbox_id as "inboxId", c.team_id as "teamId", i.channel,
      (select cu.language_key from customers cu
        where cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id) as language,
      ${asks.lastAgent ? lastAgent(db) : sql`null::uuid`} as "lastAgentId",
      (select case when h.kind = 'returned' then h.from_value::uuid end from conversation_changes h
        where h.workspace_id = ${db.workspaceId} and h.conversation_id = c.id and h.kind in ('returned', 'assigned')
          and not (h.kind = 'assigned' and h.to_value is null)
        order by h.id desc limit 1) as "returnedFrom"
    ${unheld(db)} and c.id = any(${ids}::uuid[])`)

/** How many open conversations of each channel people hold, but for those that can't be answered any more. */
export const heldCounts = (
  db: Db,
  agentIds: readonly string[],
): Promise<{ agentId: string; channel: string; count: number }[]> =>
  db.many(sql`
    select c.assignee_id as "agentId", i.channel, count(*)::integer as count
    from conversations c
    join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = c.inbox_id and i.state <> 'archived'
    where c.workspace_id = ${db.workspaceId} and c.assignee_id = any(${agentIds}::uuid[]) and c.status = 'open'
      and c.merged_into is null
    group by c.assignee_id, i.channel`)

/** Who holds each of some conversations that anybody holds. */
export const heldBy = async (db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows = await db.many<{ id: string; assigneeId: string }>(sql`
    select c.id, c.assignee_id as "assigneeId" from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.assignee_id is not null`)
  return new Map(rows.map(({ id, assigneeId }) => [id, assigneeId]))
}
