import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A conversation's first resolve, and whether the customer stayed quiet after it (1) or not (0). */
export interface Contact {
  at: Date
  conversationId: string
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  origin: 'customer' | 'us' | 'machine'
  value: number
}

/** The newest first resolve that is settled; undefined when none is. */
export const settledUntil = async (db: Db): Promise<Date | undefined> =>
  (
    await db.one<{ at: Date | null }>(
      sql`select max(at) as at from facts where workspace_id = ${db.workspaceId} and kind = 'first-contact'`,
    )
  ).at ?? undefined

/** Which first resolves are to be settled. */
export interface Due {
  /** Not before this moment. */
  after: Date | null
  until: Date
  /** For how many days the customer must stay quiet. */
  days: number
}

/**
 * First resolves that are not settled yet, oldest first, with what came of them. A customer is back who opened the
 * conversation again, wrote in it, or opened another one, unless both have tags and none in common.
 */
export const dueContacts = (db: Db, due: Due, limit: number): Promise<Contact[]> => {
  // In hours, so that no change of the clock lengthens a day.
  const quiet = `${due.days * 24} hours`
  return db.many(sql`
    select f.at, f.conversation_id as "conversationId", f.customer_id as "customerId", f.inbox_id as "inboxId", f.team_id as "teamId",
      f.agent_id as "agentId", f.origin, case when exists (
        select from message_facts w
        where w.workspace_id = ${db.workspaceId} and w.conversation_id = f.conversation_id and w.kind = 'inbound'
          and w.at > f.at and w.at <= f.at + ${quiet}::interval
      ) or exists (
        select from facts b
        where b.workspace_id = ${db.workspaceId} and b.conversation_id = f.conversation_id and b.kind = 'reopened'
          and b.actor = 'customer' and b.at > f.at and b.at <= f.at + ${quiet}::interval
      ) or exists (
        select from conversations c
        join conversations d on d.workspace_id = ${db.workspaceId} and d.customer_id = c.customer_id and d.id <> c.id
        join facts n on n.workspace_id = ${db.workspaceId} and n.conversation_id = d.id and n.kind = 'opened'
        where c.workspace_id = ${db.workspaceId} and c.id = f.conversation_id
          and n.origin = 'customer' and n.at > f.at and n.at <= f.at + ${quiet}::interval
          and (c.tag_ids = '{}' or d.tag_ids = '{}' or c.tag_ids && d.tag_ids)
      ) then 0 else 1 end as value
    from facts f
    where f.workspace_id = ${db.workspaceId} and f.kind = 'resolved' and f.at <= ${due.until}::timestamptz - ${quiet}::interval
      and (${due.after}::timestamptz is null or f.at >= ${due.after})
      and not exists (
        select from facts e
        where e.workspace_id = ${db.workspaceId} and e.conversation_id = f.conversation_id and e.kind = 'resolved'
          and (e.at, e.id) < (f.at, f.id))
      and not exists (
        select from facts s
        where s.workspace_id = ${db.workspaceId} and s.conversation_id = f.conversation_id and s.kind = 'first-contact')
    order by f.at, f.id
    limit ${limit}`)
}
