import { nothing, sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import { conversationColumns, type ConversationRow } from '../../conversations/index.ts'
import type { ListConditions, ListPlan, ListSource } from '../choose-list.ts'
import type { Filter } from '../contract.ts'
import type { Place } from '../cursor.ts'
import { eachInbox, eachStatus, exactMoment, FIRST_ID, inSight, LAST_ID } from './pieces.ts'

/** A row of a list and its place in it. */
export type ListedRow = ConversationRow & { placeAt: string }

interface Order {
  column: Sql
  after(place: Place): Sql
  inner: Sql
  outer: Sql
  start: Place
}

const ORDERS: Record<Filter['sort'], Order> = {
  newest: {
    column: sql`c.last_activity_at`,
    after: ({ at, id }) => sql`(c.last_activity_at, c.id) < (${at}::timestamptz, ${id}::uuid)`,
    inner: sql`order by c.last_activity_at desc, c.id desc`,
    outer: sql`order by p.at desc, p.id desc`,
    start: { at: 'infinity', id: LAST_ID },
  },
  oldest: {
    column: sql`c.last_activity_at`,
    after: ({ at, id }) => sql`(c.last_activity_at, c.id) > (${at}::timestamptz, ${id}::uuid)`,
    inner: sql`order by c.last_activity_at, c.id`,
    outer: sql`order by p.at, p.id`,
    start: { at: '-infinity', id: FIRST_ID },
  },
  waiting: {
    column: sql`c.waiting_since`,
    after: ({ at, id }) =>
      sql`c.waiting_since is not null and (c.waiting_since, c.id) > (${at}::timestamptz, ${id}::uuid)`,
    inner: sql`order by c.waiting_since, c.id`,
    outer: sql`order by p.at, p.id`,
    start: { at: '-infinity', id: FIRST_ID },
  },
}

/**
 * A page of a list, at least `limit` + 1 rows when there are as many. Costs what the page costs, however long the list
 * is: every source is read in the order of an index, a page from each of its parts.
 */
export const listPage = (
  db: Db,
  plan: ListPlan,
  place: Place | undefined,
  limit: number,
): Promise<ListedRow[]> => {
  const order = ORDERS[plan.order]
  // Written out, since PostgreSQL takes a LIMIT that it can't see for a tenth of the table. Two sizes, two plans.
  const size = limit <= 50 ? sql`limit 51` : sql`limit 201`
  return db.many(sql`
    select ${exactMoment(sql`p.at`)} as "placeAt", ${conversationColumns}
    from (${page(db, plan, order, place ?? order.start, size)}) p
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = p.id
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    ${order.outer}`)
}

const page = (db: Db, { source, conditions }: ListPlan, order: Order, place: Place, size: Sql): Sql => {
  const { parts, where, known } = sourceOf(db, source, conditions)
  const rest = remaining({ ...conditions, ...known }) ? others(conditions) : nothing
  const rows = sql`
    select c.id, ${order.column} as at from conversations c
    where c.workspace_id = ${db.workspaceId} and ${where} and ${order.after(place)} ${rest}
    ${order.inner} ${size}`
  if (!parts) return rows
  return sql`select p.id, p.at from ${parts} cross join lateral (${rows}) p ${order.outer} ${size}`
}

interface Source {
  /** FROM items; each combination of their rows gives one ordered part. Without them the rows are read at once. */
  parts?: Sql
  where: Sql
  /** Conditions that the source itself makes true. */
  known: Partial<ListConditions>
}

const sourceOf = (db: Db, source: ListSource, conditions: ListConditions): Source => {
  const statuses = eachStatus(conditions.statuses)
  const inboxes = sql`${eachInbox(db, conditions.inboxIds)} cross join ${statuses}`
  const inboxAndStatus = sql`c.inbox_id = i.id and c.status = s.status`
  const sight = inSight(sql`c.inbox_id`, conditions.inboxIds)
  const anyStatus = sql`c.status = any(${conditions.statuses}::text[]) and ${sight}`
  switch (source.by) {
    case 'inbox':
      return { parts: inboxes, where: inboxAndStatus, known: {} }
    case 'unassigned':
      return {
        parts: inboxes,
        where: sql`${inboxAndStatus} and c.assignee_id is null`,
        known: { unassigned: false },
      }
    case 'waiting':
      return { parts: inboxes, where: inboxAndStatus, known: { waiting: false } }
    case 'priority':
      return {
        parts: inboxes,
        where: sql`${inboxAndStatus} and c.priority = ${source.priority} and c.priority <> 'normal'`,
        known: { priority: null },
      }
    case 'assignee':
      return {
        parts: statuses,
        where: sql`c.assignee_id = ${source.assigneeId} and c.status = s.status and ${sight}`,
        known: { assigneeId: null },
      }
    case 'team':
      return {
        parts: sql`unnest((select ${source.teamIds}::uuid[])) as t (id) cross join ${statuses}`,
        where: sql`c.team_id = t.id and c.status = s.status and ${sight}`,
        known: { teamIds: null },
      }
    case 'customer':
      return {
        where: sql`c.customer_id = ${source.customerId} and ${anyStatus}`,
        known: { customerId: null },
      }
    default:
      return { where: sql`c.id in (${fewIds(db, source, conditions)}) and ${anyStatus}`, known: {} }
  }
}

const fewIds = (
  db: Db,
  source: Extract<ListSource, { by: 'tag' | 'following' | 'mentions' | 'few-waiting' }>,
  conditions: ListConditions,
): Sql => {
  switch (source.by) {
    case 'tag':
      return sql`
        select t.conversation_id from conversation_tags t
        where t.workspace_id = ${db.workspaceId} and t.tag_id = ${source.tagId}`
    case 'following':
      return sql`
        select f.conversation_id from followers f
        where f.workspace_id = ${db.workspaceId} and f.agent_id = ${source.agentId}`
    case 'mentions':
      return sql`
        select m.conversation_id from mentions m
        where m.workspace_id = ${db.workspaceId} and m.agent_id = ${source.agentId}`
    case 'few-waiting':
      return sql`
        select w.id from ${eachInbox(db, conditions.inboxIds)} cross join ${eachStatus(conditions.statuses)}
        join conversations w on w.workspace_id = ${db.workspaceId} and w.inbox_id = i.id and w.status = s.status
          and w.waiting_since is not null`
  }
}

const remaining = (conditions: ListConditions): boolean =>
  conditions.teamIds !== null ||
  conditions.assigneeId !== null ||
  conditions.unassigned ||
  conditions.tagId !== null ||
  conditions.customerId !== null ||
  conditions.priority !== null ||
  conditions.waiting

/** All other conditions in one text, so that statements don't multiply with the combinations. */
const others = (conditions: ListConditions): Sql => sql`
  and (${conditions.teamIds}::uuid[] is null or c.team_id = any(${conditions.teamIds}::uuid[]))
  and (${conditions.assigneeId}::uuid is null or c.assignee_id = ${conditions.assigneeId}::uuid)
  and (not ${conditions.unassigned}::boolean or c.assignee_id is null)
  and (${conditions.tagId}::uuid is null or ${conditions.tagId}::uuid = any(c.tag_ids))
  and (${conditions.customerId}::uuid is null or c.customer_id = ${conditions.customerId}::uuid)
  and (${conditions.priority}::text is null or c.priority = ${conditions.priority}::text)
  and (not ${conditions.waiting}::boolean or c.waiting_since is not null)`
