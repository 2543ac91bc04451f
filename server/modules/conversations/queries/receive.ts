import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { ConversationRow } from './rows.ts'

/** Numbers for new conversations; a number that is not used is lost, which does no harm. */
export const nextNumbers = async (tx: Tx, count: number): Promise<number[]> =>
  (
    await tx.many<{ number: number }>(
      sql`select nextval('conversation_numbers') as number from generate_series(1, ${count}::integer)`,
    )
  ).map((row) => row.number)

/** A conversation to be added; `addressed` stands in the place of a name that may not be shown. */
export interface NewConversation extends ConversationRow {
  openedBy: 'customer' | 'agent'
  addressed?: string
}

/** Adds conversations. */
export const insertConversations = async (tx: Tx, rows: readonly NewConversation[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into conversations (workspace_id, id, number, inbox_id, customer_id, subject, preview, status, priority, assignee_id,
      team_id, tag_ids, opened_by, opened_at, last_activity_at, last_direction, last_message_id, waiting_since, message_count, addressed)
    select ${tx.workspaceId}, r.id, r.number, r."inboxId", r."customerId", r.subject, r.preview, r.status, r.priority, r."assigneeId",
      r."teamId", r."tagIds", r."openedBy", r."openedAt", r."lastActivityAt", r."lastDirection", r."lastMessageId", r."waitingSince", r."messageCount", r.addressed
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, number bigint, "inboxId" uuid, "customerId" uuid, subject text, preview text, status text, priority text,
      "assigneeId" uuid, "teamId" uuid, "tagIds" uuid[], "openedBy" text, "openedAt" timestamptz, "lastActivityAt" timestamptz,
      "lastDirection" text, "lastMessageId" uuid, "waitingSince" timestamptz, "messageCount" integer, addressed text)`)
}

/** A conversation as it is held; `mergedInto`: it leads to that one, and nothing is added to it. */
export interface LockedRow extends Omit<ConversationRow, 'customerName'> {
  mergedInto: string | null
}

/**
 * Conversations by id, locked in the order of their ids so that two batches can't wait for each other; without those of
 * which nothing is left, unless `erased`: what names one begins anew.
 */
export const lockConversations = (
  tx: Tx,
  ids: readonly string[],
  { erased = false }: { erased?: boolean } = {},
): Promise<LockedRow[]> =>
  tx.many(sql`
    select c.id, c.number, c.inbox_id as "inboxId", c.customer_id as "customerId", c.subject, c.preview, c.status, c.priority,
      c.assignee_id as "assigneeId", c.team_id as "teamId", c.tag_ids as "tagIds", c.snoozed_until as "snoozedUntil",
      c.opened_at as "openedAt", c.last_activity_at as "lastActivityAt", c.last_direction as "lastDirection",
      c.last_message_id as "lastMessageId", c.waiting_since as "waitingSince", c.promise, c.resolved_at as "resolvedAt",
      c.message_count as "messageCount", c.version, c.merged_into as "mergedInto"
    from conversations c
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[])
      and (c.anonymised_at is null or ${erased}::boolean)
    order by c.id
    for update of c`)

/** A customer's message to be added. */
export interface InboundRow {
  id: string
  conversationId: string
  /** The merged conversation whose it is. */
  homeId: string | null
  inboxId: string
  actorId: string
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: unknown
  context: unknown
  automatic: boolean
  channelKey: string | null
  occurredAt: Date
  receivedAt: Date
  arrivalId: string
}

/** Adds customers' messages. */
export const insertInbound = async (tx: Tx, rows: readonly InboundRow[]): Promise<number> =>
  tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, home_id, inbox_id, kind, actor_kind, actor_id, actor_name, text, html, subject,
      recipients, context, automatic, channel_key, occurred_at, received_at, arrival_id)
    select ${tx.workspaceId}, r.id, r."conversationId", r."homeId", r."inboxId", 'inbound', 'customer', r."actorId", r."actorName", r.text, r.html,
      r.subject, r.recipients, r.context, r.automatic, r."channelKey", r."occurredAt", r."receivedAt", r."arrivalId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "conversationId" uuid, "homeId" uuid, "inboxId" uuid, "actorId" uuid, "actorName" text, text text, html text, subject text,
      recipients jsonb, context jsonb, automatic boolean, "channelKey" text, "occurredAt" timestamptz, "receivedAt" timestamptz,
      "arrivalId" uuid)`)

/** Moves conversations on after new messages. */
export const updateReceived = async (
  tx: Tx,
  rows: readonly Omit<ConversationRow, 'customerName'>[],
): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    update conversations c set
      preview = r.preview, status = r.status, tag_ids = r."tagIds", snoozed_until = r."snoozedUntil", resolved_at = r."resolvedAt",
      last_activity_at = r."lastActivityAt", last_direction = r."lastDirection", last_message_id = r."lastMessageId",
      waiting_since = r."waitingSince", message_count = r."messageCount", version = r.version
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, preview text, status text, "tagIds" uuid[], "snoozedUntil" timestamptz, "resolvedAt" timestamptz,
      "lastActivityAt" timestamptz, "lastDirection" text, "lastMessageId" uuid, "waitingSince" timestamptz, "messageCount" integer,
      version integer)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`)
}

/** Keeps keys under which later arrivals find the conversation; a key that is taken stays where it is. */
export const insertThreadKeys = async (
  tx: Tx,
  rows: readonly { inboxId: string; key: string; conversationId: string; messageId: string | null }[],
): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into thread_keys (workspace_id, inbox_id, key, conversation_id, message_id)
    select ${tx.workspaceId}, k.inbox_id, k.key, k.conversation_id, k.message_id
    from unnest(${rows.map((r) => r.inboxId)}::uuid[], ${rows.map((r) => r.key)}::text[], ${rows.map((r) => r.conversationId)}::uuid[],
      ${rows.map((r) => r.messageId)}::uuid[]) as k (inbox_id, key, conversation_id, message_id)
    on conflict (workspace_id, inbox_id, key) do nothing`)
}
