import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import { homeOf } from './homes.ts'

/** Value: since when whoever wrote a message, under an alias, waits: when they wrote it, unless a clock ran ahead. */
export const waitsSince = (alias: Sql): Sql => sql`least(${alias}.occurred_at, ${alias}.received_at)`

// The longest time for which a reply can be taken back (`workspaces.undo_seconds`): no delay of its author's.
const LONGEST_UNDO = '60 seconds'

/**
 * Value: when an answer, under an alias, answers: when its author pressed send; one that was told to leave later, when it was
 * due.
 */
export const answeredAt = (alias: Sql): Sql => sql`
  case when ${alias}.send_at > ${alias}.occurred_at + ${LONGEST_UNDO}::interval then ${alias}.send_at else ${alias}.occurred_at end`

/**
 * FROM item with its condition: messages `m` of threads `h` in a conversation whose writers wait for an answer, each those
 * after our last one to them. Of several people whose conversations were merged, each waits for an answer of their own. What
 * was erased waits for none.
 */
const unanswered = (db: Db, conversationId: Sql): Sql => sql`
  messages m
  join conversations h on h.workspace_id = ${db.workspaceId}
    and h.id = ${homeOf(sql`m`)}
  left join answered a on a.customer_id = h.customer_id
  where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.kind = 'inbound'
    and not m.automatic and not m.context ? 'erased' and m.id > coalesce(a.id, ${FIRST_ID})`

/** What `unanswered` compares with: our last answer to each customer. */
const answered = (db: Db, conversationId: Sql): Sql => sql`
  answered as (
    select h.customer_id, (array_agg(o.id order by o.id desc))[1] as id from messages o
    join conversations h on h.workspace_id = ${db.workspaceId}
      and h.id = ${homeOf(sql`o`)}
    where o.workspace_id = ${db.workspaceId} and o.conversation_id = ${conversationId} and o.kind = 'outbound'
      and not o.automatic and coalesce(o.receipt, '') not in ('awaiting', 'cancelled')
    group by h.customer_id)`

/** Value: the moment of the first message that waits for an answer, of those (`m`, in the thread `h`) for which more holds. */
export const firstUnanswered = (db: Db, conversationId: Sql, more: Sql): Sql => sql`(
  with ${answered(db, conversationId)}
  select min(${waitsSince(sql`m`)}) from ${unanswered(db, conversationId)} and ${more})`

/** Since when somebody has been waiting: the first message that waits for an answer; null when nobody does. */
export const waitingSince = async (tx: Tx, conversationId: string): Promise<Date | null> =>
  (
    await tx.one<{ at: Date | null }>(sql`
      select ${firstUnanswered(tx, sql`${conversationId}`, sql`true`)} as at`)
  ).at

/** Which messages wait for an answer, whatever the conversation's status says. */
export const waitingIds = async (tx: Tx, conversationId: string): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      with ${answered(tx, sql`${conversationId}`)}
      select m.id from ${unanswered(tx, sql`${conversationId}`)} order by m.id`)
  ).map(({ id }) => id)
