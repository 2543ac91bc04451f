import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { Conversation } from '../contract.ts'
import { homeOf } from './homes.ts'
import { shownName } from './rows.ts'

/** An answer that waits for a second person. */
export interface AwaitingRow {
  messageId: string
  conversationId: string
  conversationNumber: number
  /** Through which it would leave. */
  inboxId: string
  /** Of the conversation in which it stands. */
  placeId: string
  customerName: string
  text: string
  authorId: string | null
  authorName: string
  sendAt: Date | null
  askedAt: Date
}

/** Keeps that an answer waits for a second person. */
export const insertApproval = (
  tx: Tx,
  row: { messageId: string; sendAt: Date | null; then: string | null },
): Promise<number> =>
  tx.run(sql`
    insert into approvals (workspace_id, message_id, asked_at, send_at, then_status)
    values (${tx.workspaceId}, ${row.messageId}, ${tx.now}, ${row.sendAt}, ${row.then})`)

/** What waits with a message, held until the end of the transaction; undefined where nothing does any more. */
export const lockApproval = (
  tx: Tx,
  messageId: string,
): Promise<
  | { inboxId: string; sendAt: Date | null; then: Exclude<Conversation['status'], 'snoozed'> | null }
  | undefined
> =>
  tx.maybe(sql`
    select m.inbox_id as "inboxId", a.send_at as "sendAt", a.then_status as "then" from approvals a
    join messages m on m.workspace_id = ${tx.workspaceId} and m.id = a.message_id
    where a.workspace_id = ${tx.workspaceId} and a.message_id = ${messageId} and a.state = 'waiting'
    for update of a`)

/** Says what became of it; 0 where nothing waited. */
export const endApproval = (
  tx: Tx,
  messageId: string,
  state: 'approved' | 'declined' | 'withdrawn',
  by: string | null,
): Promise<number> =>
  tx.run(sql`
    update approvals set state = ${state}, decided_at = ${tx.now}, decided_by = ${by}::uuid
    where workspace_id = ${tx.workspaceId} and message_id = ${messageId} and state = 'waiting'`)

/** Lets an answer go at a moment. */
export const releaseAwaiting = (
  tx: Tx,
  messageId: string,
  receipt: 'queued' | 'scheduled',
  sendAt: Date,
): Promise<number> =>
  tx.run(sql`
    update messages set receipt = ${receipt}, send_at = ${sendAt}, receipt_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and id = ${messageId} and receipt = 'awaiting'`)

/** Which answers: those in sight, which is where they stand, and those that leave through one inbox where that is given. */
export interface LeavingScope {
  sight: Sight
  inboxId?: string | undefined
}

/** Condition of a scope: `s` is the conversation in which they stand, not asked of whoever sees all; they leave by `column`. */
export const leavingWithin = ({ sight, inboxId }: LeavingScope, column: Sql): Sql => sql`
  ${sight === null ? sql`true` : inSight(sql`s.inbox_id`, sight)}
  and (${inboxId ?? null}::uuid is null or ${column} = ${inboxId ?? null}::uuid)`

/** Answers that wait for a second person, newest first. */
export const awaitingRows = (
  db: Db,
  filter: LeavingScope & { before: string | null; limit: number },
): Promise<AwaitingRow[]> =>
  db.many(sql`
    select a.message_id as "messageId", m.conversation_id as "conversationId", s.number as "conversationNumber",
      m.inbox_id as "inboxId", s.inbox_id as "placeId", ${shownName} as "customerName", left(m.text, 20000) as text, m.actor_id as "authorId",
      m.actor_name as "authorName", a.send_at as "sendAt", a.asked_at as "askedAt"
    from approvals a
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = a.message_id
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = m.conversation_id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = ${homeOf(sql`m`)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where a.workspace_id = ${db.workspaceId} and a.state = 'waiting'
      and ${leavingWithin(filter, sql`m.inbox_id`)}
      and (${filter.before}::uuid is null or a.message_id < ${filter.before}::uuid)
    order by a.message_id desc
    limit ${filter.limit}`)

/** How many wait, and how many of them are not this person's own. */
export const countAwaiting = (
  db: Db,
  scope: LeavingScope,
  agentId: string | null,
): Promise<{ awaiting: number; others: number }> =>
  db.one(sql`
    select count(*) as awaiting, count(*) filter (where m.actor_id is distinct from ${agentId}::uuid) as others
    from approvals a
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = a.message_id
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = m.conversation_id
    where a.workspace_id = ${db.workspaceId} and a.state = 'waiting'
      and ${leavingWithin(scope, sql`m.inbox_id`)}`)
