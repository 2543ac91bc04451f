import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Message } from '../../conversations/contract.ts'
import { homeOf } from '../../conversations/index.ts'

/** Through which inbox messages came in, whatever inbox their conversation is in. */
export const cameThrough = (
  db: Db,
  messageIds: readonly string[],
): Promise<{ messageId: string; inboxId: string }[]> =>
  db.many(sql`
    select m.id as "messageId", coalesce(a.inbox_id, m.inbox_id) as "inboxId"
    from messages m
    left join arrivals a on a.workspace_id = ${db.workspaceId} and a.id = m.arrival_id
    where m.workspace_id = ${db.workspaceId} and m.id = any(${messageIds}::uuid[])`)

/** A first message to be acknowledged. */
export interface FirstMessageRow {
  messageId: string
  conversationId: string
  /** Whose thread it is, where that was merged into the conversation; all else of the row is that one's. */
  homeId: string | null
  number: number
  customerId: string
  customerName: string
  language: string | null
  text: string
  recipients: Message['recipients']
}

/** First messages of conversations in which we have not written anything yet, in the order of their conversations. */
export const firstMessages = (tx: Tx, messageIds: readonly string[]): Promise<FirstMessageRow[]> =>
  tx.many(sql`
    select m.id as "messageId", m.conversation_id as "conversationId", c.number, c.customer_id as "customerId",
      cu.name as "customerName", cu.language, left(m.text, 20000) as text, m.recipients
    from messages m
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = ${homeOf(sql`m`)}
    join customers cu on cu.workspace_id = ${tx.workspaceId} and cu.id = c.customer_id
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
      and not exists (select from messages o
        where o.workspace_id = ${tx.workspaceId} and o.conversation_id = m.conversation_id and o.kind = 'outbound'
          and o.home_id is not distinct from m.home_id)
    order by m.conversation_id`)
