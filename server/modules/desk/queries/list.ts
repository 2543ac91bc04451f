import { joined, sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import { conversationColumns, type ConversationRow } from '../../conversations/index.ts'
import type { ListConditions, ListPart, ListPlan, ListSet, ListWalk } from '../list-plan.ts'
import type { Place } from '../cursor.ts'
import { otherConditions } from './list-conditions.ts'
import { LIST_ORDERS, type ListOrder } from './list-orders.ts'
import { eachInbox, eachStatus, exactMoment, ofInboxes, setIds, unseen } from './pieces.ts'

/** A row of a list and its place in it. */
export type ListedRow = ConversationRow & { placeAt: string }

/** What all pieces of one list's statement share. */
interface Reading {
  db: Db
  order: ListOrder
  place: Place
  conditions: ListConditions
  /** Written out, since PostgreSQL takes a LIMIT that it can't see for a tenth of the table. Two sizes, two plans. */
  size: Sql
}

/**
 * A page of a list, at least `limit` + 1 rows when there are as many. Costs what the page costs, however long the list
 * is: walks read an index that is in the list's order, sets are small, and what comes together is merged as it is read.
 */
export const listPage = (
  db: Db,
  plan: ListPlan,
  place: Place | undefined,
  limit: number,
): Promise<ListedRow[]> => {
  const order = LIST_ORDERS[plan.order]
  const size = limit <= 50 ? sql`limit 51` : sql`limit 201`
  const reading = { db, order, place: place ?? order.start, conditions: plan.conditions, size }
  return db.many(sql`
    select ${exactMoment(sql`p.at`)} as "placeAt", ${conversationColumns}
    from (${merged(
      plan.parts.map((part) => readPart(reading, part)),
      reading,
    )}) p
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = p.id
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    ${order.outer}`)
}

/** Ordered pieces as one: PostgreSQL reads from each only as far as the page needs. */
const merged = (pieces: readonly Sql[], { order, size }: Reading): Sql => {
  const [only, ...more] = pieces
  if (only && more.length === 0) return only
  const union = joined(
    pieces.map((piece) => sql`(${piece})`),
    sql` union all `,
  )
  return sql`select p.id, p.at from (${union}) p ${order.outer} ${size}`
}

const readPart = (reading: Reading, part: ListPart): Sql => {
  if ('walk' in part) return readWalk(reading, part.walk, part.statuses)
  const { items, where, known } = readSet(reading, part.set, part.statuses)
  // OFFSET 0 keeps PostgreSQL from looking through all conversations for those of the set.
  const rows = sql`${rowsWhere(reading, where, known)} offset 0`
  return across(reading, items, rows)
}

const across = ({ order, size }: Reading, items: Sql, rows: Sql): Sql =>
  sql`select p.id, p.at from ${items} cross join lateral (${rows}) p ${order.outer} ${size}`

const readSet = (
  { db, conditions }: Reading,
  set: ListSet,
  statuses: readonly string[],
): { items: Sql; where: Sql; known: Partial<ListConditions> } => {
  if (set.by === 'waiting')
    return {
      items: sql`${eachInbox(db, conditions.inboxIds)} cross join ${eachStatus(statuses)}`,
      where: sql`c.inbox_id = i.id and c.status = s.status and c.waiting_since is not null`,
      known: { waiting: false },
    }
  return {
    items: sql`(select distinct * from (${setIds(db, set)}) x) as g (id)`,
    where: sql`c.id = g.id and c.status = any(${unseen(statuses, 'text[]')}) and ${sightOf(conditions)}`,
    known: { tag: { tagId: null }, following: { followerId: null }, mentions: { mentionedId: null } }[set.by],
  }
}

const sightOf = ({ inboxIds }: ListConditions): Sql => ofInboxes(sql`c.inbox_id`, inboxIds)

const rowsWhere = (
  { db, order, place, conditions }: Reading,
  where: Sql,
  known?: Partial<ListConditions>,
): Sql => sql`
  select c.id, ${order.column} as at from conversations c
  where c.workspace_id = ${db.workspaceId} and ${where} and ${order.after(place)}
    ${otherConditions(db, { ...conditions, ...known })}`

/** A walk along an index: each of its parts and each status is one ordered piece. */
const readWalk = (reading: Reading, walk: ListWalk, statuses: readonly string[]): Sql => {
  const { db, order, conditions, size } = reading
  const inboxes = eachInbox(db, conditions.inboxIds)
  const sight = sightOf(conditions)
  const pieces = (where: Sql, known?: Partial<ListConditions>): Sql =>
    merged(
      statuses.map(
        (status) =>
          sql`${rowsWhere(reading, sql`c.status = ${unseen(status, 'text')} and ${where}`, known)} ${order.inner} ${size}`,
      ),
      reading,
    )
  switch (walk.by) {
    case 'activity':
      return pieces(sight)
    case 'inbox':
      return across(reading, inboxes, pieces(sql`c.inbox_id = i.id`))
    case 'waiting-since':
      return across(reading, inboxes, pieces(sql`c.inbox_id = i.id`, { waiting: false }))
    case 'due':
      return across(reading, inboxes, pieces(sql`c.inbox_id = i.id`))
    case 'unassigned':
      return across(
        reading,
        inboxes,
        pieces(sql`c.inbox_id = i.id and c.assignee_id is null`, { unassigned: false }),
      )
    case 'priority':
      return across(
        reading,
        inboxes,
        pieces(
          sql`c.inbox_id = i.id and c.priority = ${unseen(walk.priority, 'text')} and c.priority <> 'normal'`,
          {
            priority: null,
          },
        ),
      )
    case 'assignee':
      return pieces(sql`c.assignee_id = ${unseen(walk.assigneeId, 'uuid')} and ${sight}`, {
        assigneeId: null,
      })
    case 'team':
      return across(
        reading,
        sql`unnest(${unseen(walk.teamIds, 'uuid[]')}) as t (id)`,
        pieces(sql`c.team_id = t.id and ${sight}`, { teamIds: null }),
      )
    case 'customer':
      return sql`${rowsWhere(
        reading,
        sql`c.customer_id = ${unseen(walk.customerId, 'uuid')} and c.status = any(${unseen(statuses, 'text[]')}) and ${sight}`,
        { customerId: null },
      )} ${order.inner} ${size}`
  }
}
