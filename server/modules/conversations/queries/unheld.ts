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
  /** Who answered in it last, else who holds the customer's newest other conversation. */
  lastAgentId: string | null
  /** Who let the customer wait, so that it came back. */
  returnedFrom: string | null
}

/** Condition: the customer of `c` waits, and nobody holds it. */
const unheld: Sql = sql`c.status = 'open' and c.assignee_id is null and c.waiting_since is not null and c.merged_into is null`

/** Those of some conversations that nobody holds while their customer waits. */
export const unheldRows = (db: Db, ids: readonly string[]): Promise<UnheldRow[]> =>
  db.many(sql`
    select c.id, c.priority, c.waiting_since as "waitingSince" from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and ${unheld}`)

/** Conversations that nobody holds while their customer waits, from one on. */
export const unheldAfter = async (db: Db, after: string, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and ${unheld} and c.id > ${after} order by c.id limit ${limit}`)
  ).map(({ id }) => id)

/** The same of customers. */
export const unheldOf = async (db: Db, customerIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and c.customer_id = any(${customerIds}::uuid[]) and ${unheld}`)
  ).map(({ id }) => id)

/** What decides who should get them, of those that nobody holds still. */
export const offeredRows = (db: Db, ids: readonly string[]): Promise<OfferedRow[]> =>
  db.many(sql`
    select c.id, c.inbox_id as "inboxId", c.team_id as "teamId", i.channel, cu.language_key as language,
      coalesce(
        (select m.actor_id from messages m
          where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.kind = 'outbound'
            and m.actor_kind = 'agent' and not m.automatic
          order by m.id desc limit 1),
        (select o.assignee_id from conversations o
          where o.workspace_id = ${db.workspaceId} and o.customer_id = c.customer_id and o.id <> c.id
            and o.assignee_id is not null
          order by o.last_activity_at desc, o.id desc limit 1)) as "lastAgentId",
      (select case when h.kind = 'returned' then h.from_value::uuid end from conversation_changes h
        where h.workspace_id = ${db.workspaceId} and h.conversation_id = c.id and h.kind in ('returned', 'assigned')
          and not (h.kind = 'assigned' and h.to_value is null)
        order by h.id desc limit 1) as "returnedFrom"
    from conversations c
    join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = c.inbox_id
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and ${unheld}`)

/** How many open conversations of each channel people hold. */
export const heldCounts = (
  db: Db,
  agentIds: readonly string[],
): Promise<{ agentId: string; channel: string; count: number }[]> =>
  db.many(sql`
    select c.assignee_id as "agentId", i.channel, count(*)::integer as count
    from conversations c
    join inboxes i on i.workspace_id = ${db.workspaceId} and i.id = c.inbox_id
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
