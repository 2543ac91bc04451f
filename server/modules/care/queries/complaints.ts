import { sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import { shownName } from '../../conversations/index.ts'
import type { ComplaintState, Severity } from '../contract-complaints.ts'
import { homesIn, homesOf, joinShown } from './places.ts'

/** A complaint as it is kept, with the conversation in which it shows and that one's inbox. */
export interface ComplaintRow {
  id: string
  conversationId: string
  inboxId: string
  severity: Severity
  causeId: string | null
  summary: string
  state: ComplaintState
  ownerId: string | null
  dueAt: Date | null
  promise: string
  promiseDueAt: Date | null
  promiseKeptAt: Date | null
  apology: string
  apologisedAt: Date | null
  correction: string
  repeatsId: string | null
  nextDueAt: Date | null
  openedBy: string | null
  openedAt: Date
  closedAt: Date | null
  closedBy: string | null
}

const columns = sql`
  p.id, c.id as "conversationId", c.inbox_id as "inboxId", p.severity, p.cause_id as "causeId", p.summary, p.state,
    p.owner_id as "ownerId", p.due_at as "dueAt", p.promise, p.promise_due_at as "promiseDueAt",
    p.promise_kept_at as "promiseKeptAt", p.apology, p.apologised_at as "apologisedAt", p.correction,
    p.repeats_id as "repeatsId", p.next_due_at as "nextDueAt", p.opened_by as "openedBy", p.opened_at as "openedAt",
    p.closed_at as "closedAt", p.closed_by as "closedBy"`

/** Complaints (`p`) with the conversation where they show (`c`). */
const shown = (db: Db): Sql => sql`complaints p ${joinShown(db, sql`p.conversation_id`)}`

/** Complaints of a conversation, the newest first. */
export const complaintsOf = (db: Db, conversationId: string): Promise<ComplaintRow[]> =>
  db.many(sql`
    select ${columns} from ${shown(db)}
    where p.workspace_id = ${db.workspaceId} and p.conversation_id = any(${homesOf(db, conversationId)})
    order by p.opened_at desc, p.id desc`)

/** One complaint, held until the end of the transaction. */
export const holdComplaint = (tx: Tx, id: string): Promise<ComplaintRow | undefined> =>
  tx.maybe(sql`
    select ${columns} from ${shown(tx)} where p.workspace_id = ${tx.workspaceId} and p.id = ${id} for update of p`)

/** A complaint with what is shown of its conversation. */
export interface ListedRow extends ComplaintRow {
  number: number
  subject: string
  customer: string
  /** Where it stands in the list's order. */
  place: Date
}

/** Complaints with what lists show of their conversations (`c`), and where they stand in the order. */
export const listedComplaints = (db: Db, place: Sql): Sql => sql`
    select ${columns}, c.number, c.subject, ${shownName} as customer, ${place} as place from ${shown(db)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id`

/** One complaint as lists show it. */
export const complaintRow = (db: Db, id: string): Promise<ListedRow | undefined> =>
  db.maybe(
    sql`${listedComplaints(db, sql`p.opened_at`)} where p.workspace_id = ${db.workspaceId} and p.id = ${id}`,
  )

/** Adds a complaint. */
export const insertComplaint = (
  tx: Tx,
  row: Pick<
    ComplaintRow,
    'id' | 'conversationId' | 'severity' | 'causeId' | 'summary' | 'ownerId' | 'dueAt' | 'openedBy'
  >,
): Promise<number> =>
  tx.run(sql`
    insert into complaints (workspace_id, id, conversation_id, severity, cause_id, summary, state, owner_id, due_at, promise,
      apology, correction, next_due_at, opened_by, opened_at)
    values (${tx.workspaceId}, ${row.id}, ${row.conversationId}, ${row.severity}, ${row.causeId}, ${row.summary}, 'open',
      ${row.ownerId}, ${row.dueAt}, '', '', '', ${row.dueAt}, ${row.openedBy}, ${tx.now})`)

/** Writes what can be changed of a complaint. Another deadline is told of anew. */
export const saveComplaint = (tx: Tx, row: ComplaintRow): Promise<number> =>
  tx.run(sql`
    update complaints set severity = ${row.severity}, cause_id = ${row.causeId}, summary = ${row.summary}, state = ${row.state},
      owner_id = ${row.ownerId}, due_at = ${row.dueAt}, promise = ${row.promise}, promise_due_at = ${row.promiseDueAt},
      promise_kept_at = ${row.promiseKeptAt}, apology = ${row.apology}, apologised_at = ${row.apologisedAt},
      correction = ${row.correction}, repeats_id = ${row.repeatsId}, closed_at = ${row.closedAt}, closed_by = ${row.closedBy},
      told_at = case when next_due_at is distinct from ${row.nextDueAt}::timestamptz then null else told_at end,
      next_due_at = ${row.nextDueAt}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Removes a complaint; those that repeat it repeat nothing any more. */
export const deleteComplaintRow = async (tx: Tx, id: string): Promise<void> => {
  await tx.run(sql`
    update complaints set repeats_id = null where workspace_id = ${tx.workspaceId} and repeats_id = ${id}`)
  await tx.run(sql`delete from complaints where workspace_id = ${tx.workspaceId} and id = ${id}`)
}

/** What is known of the complaints of a conversation. */
export interface KnownComplaints {
  id: string
  /** How many are not closed. */
  standing: number
  /** The worst of those. */
  severity: Severity | null
  /** The newest of those that name one. */
  causeId: string | null
  overdue: boolean
  repeats: boolean
  nextDueAt: Date | null
}

/** What is known of the complaints of conversations. */
export const knownComplaints = (db: Db, ids: readonly string[]): Promise<KnownComplaints[]> =>
  db.many(sql`
    select h.id, count(p.id)::integer as standing,
      (array_agg(p.severity order by p.severity = 'critical' desc, p.severity = 'serious' desc)
        filter (where p.id is not null))[1] as severity,
      (array_agg(p.cause_id order by p.opened_at desc) filter (where p.cause_id is not null))[1] as "causeId",
      coalesce(bool_or(p.next_due_at <= ${db.kernel.clock.now()}), false) as overdue,
      coalesce(bool_or(p.repeats_id is not null), false) as repeats, min(p.next_due_at) as "nextDueAt"
    from ${homesIn(db, ids)}
    left join complaints p on p.workspace_id = ${db.workspaceId} and p.conversation_id = h.home and p.closed_at is null
    group by h.id`)

/** How many complaints customers made, closed ones among them. */
export const complaintCounts = (
  db: Db,
  customerIds: readonly string[],
): Promise<{ id: string; complaints: number }[]> =>
  db.many(sql`
    select u.id, count(p.id)::integer as complaints
    from customers u
    left join conversations c on c.workspace_id = ${db.workspaceId} and c.customer_id = u.id
    left join complaints p on p.workspace_id = ${db.workspaceId} and p.conversation_id = c.id
    where u.workspace_id = ${db.workspaceId} and u.id = any(${customerIds}::uuid[])
    group by u.id`)

/** An earlier complaint with what it has in common with another one. */
export interface LikeRow extends ListedRow {
  sameCustomer: boolean
  sameCause: boolean
}

/**
 * Complaints in sight that came before another one, of the same customer, or with the same cause since a moment: the
 * customer's first, then the newest.
 */
export const likeRows = (
  db: Db,
  { id, conversationId, openedAt, causeId }: ComplaintRow,
  { since, limit }: { since: Date; limit: number },
  sight: Sight,
): Promise<LikeRow[]> => {
  const customer = sql`(select k.customer_id from conversations k
      where k.workspace_id = ${db.workspaceId} and k.id = ${conversationId})`
  return db.many(sql`
    with found as (
      select q.id from conversations o
      join complaints q on q.workspace_id = ${db.workspaceId} and q.conversation_id = o.id
      where o.workspace_id = ${db.workspaceId} and o.customer_id = ${customer}
      union
      select q.id from complaints q
      where q.workspace_id = ${db.workspaceId} and q.cause_id = ${causeId}::uuid and q.opened_at >= ${since})
    select ${columns}, c.number, c.subject, ${shownName} as customer, p.opened_at as place,
      c.customer_id = ${customer} as "sameCustomer",
      case when p.cause_id = ${causeId}::uuid then true else false end as "sameCause"
    from found join complaints p on p.workspace_id = ${db.workspaceId} and p.id = found.id
    ${joinShown(db, sql`p.conversation_id`)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where p.id <> ${id} and (p.opened_at, p.id) < (${openedAt}::timestamptz, ${id}::uuid)
      and ${inSight(sql`c.inbox_id`, sight)}
    order by "sameCustomer" desc, p.opened_at desc, p.id desc
    limit ${limit}`)
}
