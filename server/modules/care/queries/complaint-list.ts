import { joined, sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { ComplaintFilter } from '../contract-complaints.ts'
import { listedComplaints, type ListedRow } from './complaints.ts'
import { joinShown } from './places.ts'

/** Where a page goes on. */
export interface After {
  place: Date
  id: string
}

/** What a list of complaints is narrowed to; days are moments already. */
export type Narrowed = Omit<ComplaintFilter, 'from' | 'to'> & {
  opened: { from: Date | null; before: Date | null }
  callerId: string | undefined
}

/** Stands behind everything that is due. */
const NEVER = new Date('9999-12-31T00:00:00.000Z')

const conditionsOf = (db: Db, filter: Narrowed): Sql[] => {
  const { state, severity, causeId, owner, repeats, customerId, opened, callerId } = filter
  const states = {
    standing: sql`p.closed_at is null`,
    overdue: sql`p.closed_at is null and p.next_due_at <= ${db.kernel.clock.now()}`,
    closed: sql`p.closed_at is not null`,
    all: sql`true`,
  }
  return [
    states[state],
    ...(severity ? [sql`p.severity = ${severity}`] : []),
    ...(causeId === 'none' ? [sql`p.cause_id is null`] : causeId ? [sql`p.cause_id = ${causeId}`] : []),
    ...(owner === 'nobody'
      ? [sql`p.owner_id is null`]
      : owner
        ? [sql`p.owner_id = ${owner === 'me' ? (callerId ?? null) : owner}::uuid`]
        : []),
    ...(repeats === undefined ? [] : [repeats ? sql`p.repeats_id is not null` : sql`p.repeats_id is null`]),
    ...(customerId ? [sql`c.customer_id = ${customerId}`] : []),
    ...(opened.from ? [sql`p.opened_at >= ${opened.from}`] : []),
    ...(opened.before ? [sql`p.opened_at < ${opened.before}`] : []),
  ]
}

/** A page of complaints in sight: what is due first of those that stand, the newest first of the others. */
export const complaintPage = (
  db: Db,
  filter: Narrowed,
  { after, limit }: { after: After | undefined; limit: number },
  sight: Sight,
): Promise<ListedRow[]> => {
  const byDue = filter.state === 'standing' || filter.state === 'overdue'
  const place = byDue
    ? sql`case when p.next_due_at is null then ${NEVER}::timestamptz else p.next_due_at end`
    : filter.state === 'closed'
      ? sql`p.closed_at`
      : sql`p.opened_at`
  const way = byDue ? sql`asc` : sql`desc`
  const beyond = byDue ? sql`>` : sql`<`
  const goesOn = after
    ? [sql`(${place}, p.id) ${beyond} (${after.place}::timestamptz, ${after.id}::uuid)`]
    : []
  return db.many(sql`
    ${listedComplaints(db, place)}
    where p.workspace_id = ${db.workspaceId} and ${inSight(sql`c.inbox_id`, sight)}
      and ${joined([...conditionsOf(db, filter), ...goesOn])}
    order by ${place} ${way}, p.id ${way}
    limit ${limit}`)
}

/** How many complaints in sight are overdue that somebody, or nobody, sees to. */
export const countOverdue = async (db: Db, agentId: string | null, sight: Sight): Promise<number> =>
  (
    await db.one<{ n: number }>(sql`
      select count(*)::integer as n from complaints p ${joinShown(db, sql`p.conversation_id`)}
      where p.workspace_id = ${db.workspaceId} and p.closed_at is null and p.next_due_at <= ${db.kernel.clock.now()}
        and (p.owner_id is null or p.owner_id = ${agentId}::uuid) and ${inSight(sql`c.inbox_id`, sight)}`)
  ).n

/** A complaint of which a deadline has come. */
export interface OverdueRow {
  id: string
  conversationId: string
  inboxId: string
  ownerId: string | null
}

/** Notes of complaints of which a deadline has come that it was said; the oldest first. */
export const takeOverdue = (tx: Tx, limit: number): Promise<OverdueRow[]> =>
  tx.many(sql`
    with due as (
      select p.id from complaints p
      where p.workspace_id = ${tx.workspaceId} and p.told_at is null and p.next_due_at <= ${tx.now}
      order by p.next_due_at limit ${limit}
      for update skip locked)
    update complaints p set told_at = ${tx.now}
    from due, conversations h, conversations c
    where p.workspace_id = ${tx.workspaceId} and p.id = due.id
      and h.workspace_id = ${tx.workspaceId} and h.id = p.conversation_id
      and c.workspace_id = ${tx.workspaceId} and c.id = case when h.merged_into is null then h.id else h.merged_into end
    returning p.id, c.id as "conversationId", c.inbox_id as "inboxId", p.owner_id as "ownerId"`)
