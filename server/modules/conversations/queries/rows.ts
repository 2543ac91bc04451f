import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Conversation } from '../contract.ts'

/** A conversation as it stands in the table, with its customer's name. */
export interface ConversationRow {
  id: string
  number: number
  inboxId: string
  customerId: string
  customerName: string
  subject: string
  preview: string
  status: Conversation['status']
  priority: Conversation['priority']
  assigneeId: string | null
  teamId: string | null
  tagIds: string[]
  snoozedUntil: Date | null
  openedAt: Date
  lastActivityAt: Date
  lastDirection: 'inbound' | 'outbound'
  lastMessageId: string | null
  waitingSince: Date | null
  resolvedAt: Date | null
  messageCount: number
  version: number
}

/**
 * What a customer is called in a conversation: alias `c` is conversations, `cu` customers. Whoever wrote first to an
 * address whose owner they may not see is told no name: until that customer writes through the inbox, the address
 * stands there.
 */
export const shownName = (db: Db): Sql => sql`
  case when c.opened_by <> 'agent' or exists (
      select from customer_inboxes known
      where known.workspace_id = ${db.workspaceId} and known.customer_id = c.customer_id and known.inbox_id = c.inbox_id)
    then cu.name
    else coalesce((
      select addressed ->> 'value' from messages first, jsonb_array_elements(first.recipients) as addressed
      where first.workspace_id = ${db.workspaceId} and first.conversation_id = c.id and first.kind = 'outbound'
        and addressed ->> 'role' = 'to'
      order by first.id limit 1), '') end`

/** Columns of a list row: alias `c` is conversations, `cu` customers. */
export const conversationColumns = (db: Db): Sql => sql`
  c.id, c.number, c.inbox_id as "inboxId", c.customer_id as "customerId", ${shownName(db)} as "customerName", c.subject, c.preview,
  c.status, c.priority, c.assignee_id as "assigneeId", c.team_id as "teamId", c.tag_ids as "tagIds",
  c.snoozed_until as "snoozedUntil", c.opened_at as "openedAt", c.last_activity_at as "lastActivityAt",
  c.last_direction as "lastDirection", c.last_message_id as "lastMessageId", c.waiting_since as "waitingSince",
  c.resolved_at as "resolvedAt", c.message_count as "messageCount", c.version`

/** The row's shape on the wire: the same for lists, single reads and live pushes. */
export const toConversation = (row: ConversationRow): Conversation => ({
  id: row.id,
  number: row.number,
  inboxId: row.inboxId,
  customer: { id: row.customerId, name: row.customerName },
  subject: row.subject,
  preview: row.preview,
  status: row.status,
  priority: row.priority,
  assigneeId: row.assigneeId,
  teamId: row.teamId,
  tagIds: row.tagIds,
  snoozedUntil: row.snoozedUntil?.toISOString() ?? null,
  openedAt: row.openedAt.toISOString(),
  lastActivityAt: row.lastActivityAt.toISOString(),
  lastDirection: row.lastDirection,
  waitingSince: row.waitingSince?.toISOString() ?? null,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  messageCount: row.messageCount,
  version: row.version,
})

/** Conversations by id, in no particular order. */
export const conversationRows = (db: Db, ids: readonly string[]): Promise<ConversationRow[]> =>
  db.many(sql`
    select ${conversationColumns(db)}
    from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])`)

/** One conversation, locked until the end of the transaction. */
export const lockConversation = (tx: Tx, id: string): Promise<ConversationRow | undefined> =>
  tx.maybe(sql`
    select ${conversationColumns(tx)}
    from conversations c
    join customers cu on cu.workspace_id = ${tx.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${tx.workspaceId} and c.id = ${id}
    for update of c`)

/** Writes everything that an action may change. */
export const saveConversation = (tx: Tx, row: ConversationRow): Promise<number> =>
  tx.run(sql`
    update conversations set
      subject = ${row.subject}, preview = ${row.preview}, status = ${row.status}, priority = ${row.priority},
      assignee_id = ${row.assigneeId}, team_id = ${row.teamId}, tag_ids = ${row.tagIds}::uuid[],
      snoozed_until = ${row.snoozedUntil}, last_activity_at = ${row.lastActivityAt}, last_direction = ${row.lastDirection},
      last_message_id = ${row.lastMessageId}, waiting_since = ${row.waitingSince}, resolved_at = ${row.resolvedAt},
      message_count = ${row.messageCount}, version = ${row.version}
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)
