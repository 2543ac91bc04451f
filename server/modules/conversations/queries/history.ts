import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Actor } from '../../customers/index.ts'
import type { Change, Message } from '../contract.ts'
import type { ConversationRow } from './rows.ts'

/** Adds conversations as they stand. */
export const insertHistory = (
  tx: Tx,
  rows: readonly (ConversationRow & { openedBy: string; oldNumber: string | null })[],
): Promise<number> =>
  tx.run(sql`
    insert into conversations (workspace_id, id, number, inbox_id, customer_id, subject, preview, status, priority, assignee_id, team_id,
      tag_ids, opened_by, opened_at, last_activity_at, last_direction, last_message_id, waiting_since, snoozed_until, resolved_at, message_count,
      old_number)
    select ${tx.workspaceId}, r.id, r.number, r."inboxId", r."customerId", r.subject, r.preview, r.status, r.priority, r."assigneeId", r."teamId",
      r."tagIds", r."openedBy", r."openedAt", r."lastActivityAt", r."lastDirection", r."lastMessageId", r."waitingSince", r."snoozedUntil",
      r."resolvedAt", r."messageCount", r."oldNumber"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, number bigint, "inboxId" uuid, "customerId" uuid, subject text, preview text, status text, priority text, "assigneeId" uuid,
      "teamId" uuid, "tagIds" uuid[], "openedBy" text, "openedAt" timestamptz, "lastActivityAt" timestamptz, "lastDirection" text,
      "lastMessageId" uuid, "waitingSince" timestamptz, "snoozedUntil" timestamptz, "resolvedAt" timestamptz, "messageCount" integer, "oldNumber" text)`)

/** Writes who holds conversations that were brought in, and how pressing they are. */
export const updateHistory = async (
  tx: Tx,
  rows: readonly Pick<ConversationRow, 'id' | 'priority' | 'assigneeId' | 'teamId'>[],
): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    update conversations c set priority = r.priority, assignee_id = r."assigneeId", team_id = r."teamId"
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, priority text, "assigneeId" uuid, "teamId" uuid)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`)
}

/** A message with its place. */
export interface HistoryMessageRow {
  id: string
  conversationId: string
  inboxId: string
  kind: Message['kind']
  actor: Actor
  text: string
  html?: string | undefined
  subject?: string | undefined
  recipients: Message['recipients']
  at: Date
  key?: string | undefined
  context?: Record<string, string>
  automatic?: boolean
}

// Files are rows of their own.
const rowsOf = (rows: readonly HistoryMessageRow[]): string =>
  JSON.stringify(rows.map((row) => ({ ...row, files: undefined })))

/** Adds messages that were written long ago; what we sent counts as sent. */
export const insertHistoryMessages = (tx: Tx, rows: readonly HistoryMessageRow[]): Promise<number> =>
  tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_id, actor_name, text, html, subject, recipients,
      context, automatic, channel_key, occurred_at, received_at, receipt, receipt_at)
    select ${tx.workspaceId}, r.id, r."conversationId", r."inboxId", r.kind, r.actor ->> 'kind', (r.actor ->> 'id')::uuid, r.actor ->> 'name',
      r.text, r.html, r.subject, r.recipients, coalesce(r.context, '{}'), coalesce(r.automatic, false), r.key, r.at, r.at,
      case when r.kind = 'outbound' then 'sent' end, case when r.kind = 'outbound' then r.at end
    from jsonb_to_recordset(${rowsOf(rows)}::jsonb) as r (
      id uuid, "conversationId" uuid, "inboxId" uuid, kind text, actor jsonb, text text, html text, subject text, recipients jsonb, key text,
      context jsonb, automatic boolean, at timestamptz)`)

/** Adds changes that were made long ago. */
export const insertHistoryChanges = (
  tx: Tx,
  rows: readonly {
    id: string
    conversationId: string
    kind: Change['kind']
    actor: Actor
    from: string | null
    to: string | null
    at: Date
  }[],
): Promise<number> =>
  tx.run(sql`
    insert into conversation_changes (workspace_id, id, conversation_id, kind, actor_kind, actor_id, actor_name, from_value, to_value, at)
    select ${tx.workspaceId}, r.id, r."conversationId", r.kind, r.actor ->> 'kind', (r.actor ->> 'id')::uuid, r.actor ->> 'name', r."from", r."to", r.at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "conversationId" uuid, kind text, actor jsonb, "from" text, "to" text, at timestamptz)`)
