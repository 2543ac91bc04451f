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
  /** The promise that presses most; the room of promises says which. */
  promise: Conversation['promise']
  resolvedAt: Date | null
  messageCount: number
  version: number
}

/**
 * What a customer is called in a conversation: alias `c` is conversations, `cu` customers. Whoever wrote first to an
 * address whose owner they may not see is told no name: until that customer belongs to the inbox, the address stands
 * there (`addressed`).
 */
export const shownName: Sql = sql`coalesce(c.addressed, cu.name)`

/** Columns of a list row: alias `c` is conversations, `cu` customers. */
export const conversationColumns: Sql = sql`
  c.id, c.number, c.inbox_id as "inboxId", c.customer_id as "customerId", ${shownName} as "customerName", c.subject, c.preview,
  c.status, c.priority, c.assignee_id as "assigneeId", c.team_id as "teamId", c.tag_ids as "tagIds",
  c.snoozed_until as "snoozedUntil", c.opened_at as "openedAt", c.last_activity_at as "lastActivityAt",
  c.last_direction as "lastDirection", c.last_message_id as "lastMessageId", c.waiting_since as "waitingSince",
  c.promise, c.resolved_at as "resolvedAt", c.message_count as "messageCount", c.version`

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
  promise: row.promise,
  resolvedAt: row.resolvedAt?.toISOString() ?? null,
  messageCount: row.messageCount,
  version: row.version,
})

/** Conversations by id, in no particular order; without those that were merged into others. */
export const conversationRows = (db: Db, ids: readonly string[]): Promise<ConversationRow[]> =>
  db.many(sql`
    select ${conversationColumns}
    from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null`)

/**
 * One conversation; undefined where it was merged into another one. Beside a list of ids PostgreSQL plans each call anew,
 * which takes longer than the reading.
 */
export const conversationRow = (db: Db, id: string): Promise<ConversationRow | undefined> =>
  db.maybe(sql`
    select ${conversationColumns}
    from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.id = ${id} and c.merged_into is null`)

/** One conversation, locked until the end of the transaction; undefined where it was merged into another one. */
export const lockConversation = (tx: Tx, id: string): Promise<ConversationRow | undefined> =>
  tx.maybe(sql`
    select ${conversationColumns}
    from conversations c
    join customers cu on cu.workspace_id = ${tx.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${tx.workspaceId} and c.id = ${id} and c.merged_into is null
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

/** Shows the names of customers who belong to the inbox by now; gives those whose conversations had shown an address. */
export const showNames = async (tx: Tx, customerIds: readonly string[]): Promise<string[]> => {
  const shown = await tx.many<{ customerId: string }>(sql`
    update conversations c set addressed = null
    from customer_inboxes k
    where c.workspace_id = ${tx.workspaceId} and c.customer_id = any(${customerIds}::uuid[]) and c.addressed is not null
      and k.workspace_id = ${tx.workspaceId} and k.customer_id = c.customer_id and k.inbox_id = c.inbox_id
    returning c.customer_id as "customerId"`)
  return [...new Set(shown.map(({ customerId }) => customerId))]
}
