import type { Db } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { EMAIL } from '../../customers/index.ts'
import type { Message } from '../contract.ts'
import { SIGNED_KEY } from '../signed-key.ts'
import { homeOf, messagesOf } from './homes.ts'
import { newestInbound } from './messages.ts'

/** An outgoing message with everything that sending it needs. */
export interface OutgoingRow {
  id: string
  /** Its customer's thread: the conversation, or the one that was merged into it; all else of the row is that one's, too. */
  conversationId: string
  inboxId: string
  number: number
  customerId: string
  customerName: string
  customerLanguage: string | null
  subject: string
  text: string
  html: string | null
  recipients: Message['recipients']
  actorName: string
  automatic: boolean
  receipt: string
  channelKey: string | null
  at: Date
  sendAt: Date | null
  files: {
    fileId: string | null
    name: string
    type: string
    size: number
    inline: boolean
    contentId: string | null
  }[]
  /** Its author's own. */
  signature: string | null
  /** Its author's own; null where they go by the workspace's. */
  timeZone: string | null
  answers: (SpokenRow & { id: string; key: string | null }) | null
}

/** What somebody said, to be quoted. */
export interface SpokenRow {
  author: string
  at: Date
  text: string
  html: string | null
}

/** When `m` was said: one that was to be sent later not before that. */
const leftAt = sql`greatest(m.occurred_at, m.send_at)`

/** The thread of a conversation `c`. */
const threadId = sql`case when c.thread_of is null then c.id else c.thread_of end`

/** An outgoing message, with its files and the customer's message that it answers. */
export const outgoingById = (db: Db, id: string): Promise<OutgoingRow | undefined> =>
  db.maybe(sql`
    select m.id, ${threadId} as "conversationId", m.inbox_id as "inboxId", c.number, c.customer_id as "customerId",
      cu.name as "customerName", cu.language as "customerLanguage", coalesce(nullif(m.subject, ''), c.subject) as subject, m.text, m.html, m.recipients,
      m.actor_name as "actorName", m.automatic, m.receipt, m.channel_key as "channelKey", ${leftAt} as at, m.send_at as "sendAt",
      coalesce((select jsonb_agg(jsonb_build_object('fileId', a.file_id, 'name', a.name, 'type', a.type, 'size', a.size,
          'inline', a.inline, 'contentId', a.content_id) order by a.position)
        from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id), '[]') as files,
      (select a.signature from agents a where a.workspace_id = ${db.workspaceId} and a.id = m.actor_id and m.actor_kind = 'agent') as signature,
      (select z.time_zone from agents z where z.workspace_id = ${db.workspaceId} and z.id = m.actor_id and m.actor_kind = 'agent') as "timeZone",
      (select jsonb_build_object('id', i.id, 'key', i.channel_key, 'author', i.actor_name, 'at', i.occurred_at, 'text', i.text, 'html', i.html)
        from messages i
        where i.workspace_id = ${db.workspaceId} and i.id = w.id) as answers
    from messages m
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = ${homeOf(sql`m`)}
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    cross join lateral (
      select ${newestInbound(sql`${messagesOf(db, threadId, sql`n`)} where true`, sql`m.id`)} as id offset 0) w
    where m.workspace_id = ${db.workspaceId} and m.id = ${id} and m.kind = 'outbound'`)

/** What was said in a thread before a message, newest first: what customers wrote and what has left. */
export const spokenBefore = (db: Db, thread: string, messageId: string): Promise<SpokenRow[]> =>
  db.many(sql`
    select m.actor_name as author, ${leftAt} as at, m.text, null as html from ${messagesOf(db, sql`${thread}::uuid`, sql`m`)}
    where m.id < ${messageId} and not m.automatic
      and (m.kind = 'inbound' or (m.kind = 'outbound' and m.receipt in ('sent', 'delivered', 'read', 'uncertain')))
    order by m.id desc limit 50`)

/**
 * Keys of a conversation's thread, in one inbox or in all, oldest first; without those of one message, and without the
 * one that only a signature gives.
 */
export const threadKeysOf = async (
  db: Db,
  conversationId: string,
  { inboxId = null, without = null }: { inboxId?: string | null; without?: string | null } = {},
): Promise<string[]> =>
  (
    await db.many<{ key: string }>(sql`
      select key from thread_keys
      where workspace_id = ${db.workspaceId} and conversation_id = ${conversationId} and (${inboxId}::uuid is null or inbox_id = ${inboxId}::uuid)
        and (${without}::uuid is null or message_id is distinct from ${without}::uuid)
        and not starts_with(key, ${SIGNED_KEY})
      order by message_id nulls first limit 200`)
  ).map((row) => row.key)

/** A message as its customer may see it. */
export interface CustomerMessageRow {
  id: string
  conversationId: string
  kind: 'inbound' | 'outbound'
  actorName: string
  text: string
  at: Date
  channelKey: string | null
  receipt: string | null
  files: { id: string; fileId: string | null; name: string; type: string; size: number }[]
}

/** A thread as one of its customer's screens asks for it. */
export interface CustomerScreen {
  inboxId: string
  key: string
  /** Mail addresses, in lower case, that the channel has proof of. */
  proven: readonly string[]
}

/**
 * What the screen may show of `m`, a message of the thread `t`: never notes, never what has not left. A thread may go on
 * by mail, with whoever has the address that the visitor typed: what came that way, and what answers it, is shown to
 * nobody whose address is not proven.
 */
const shownOn = ({ proven }: CustomerScreen) => sql`
  ((m.kind = 'inbound' and (m.inbox_id = t.inbox_id or exists (
      select from jsonb_array_elements(m.recipients) as f
      where f ->> 'role' = 'from' and f ->> 'kind' = ${EMAIL} and lower(f ->> 'value') = any(${proven}::text[]))))
    or (m.kind = 'outbound' and m.receipt in ('sending', 'sent', 'delivered', 'read', 'uncertain') and not exists (
      select from jsonb_array_elements(m.recipients) as o
      where o ->> 'role' = 'to' and o ->> 'kind' = ${EMAIL} and lower(o ->> 'value') <> all(${proven}::text[]))))`

/** The newest messages of the thread below `before`, oldest first. */
export const threadForCustomer = async (
  db: Db,
  screen: CustomerScreen,
  { before, limit }: { before: string | null; limit: number },
): Promise<CustomerMessageRow[]> =>
  (
    await db.many<CustomerMessageRow>(sql`
      select m.id, m.conversation_id as "conversationId", m.kind, m.actor_name as "actorName", m.text, ${leftAt} as at,
        m.channel_key as "channelKey", m.receipt,
        coalesce((select jsonb_agg(jsonb_build_object('id', a.id, 'fileId', a.file_id, 'name', a.name, 'type', a.type, 'size', a.size) order by a.position)
          from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id and a.file_id is not null), '[]') as files
      from thread_keys t
      cross join lateral (select m.* from ${messagesOf(db, sql`t.conversation_id`, sql`m`)}) m
      where t.workspace_id = ${db.workspaceId} and t.inbox_id = ${screen.inboxId} and t.key = ${screen.key} and ${shownOn(screen)}
        and (${before}::uuid is null or m.id < ${before}::uuid)
      order by m.id desc
      limit ${limit}`)
  ).reverse()

/** A file of the thread's messages that the screen may show. */
export const threadFileForCustomer = (
  db: Db,
  screen: CustomerScreen,
  attachmentId: string,
): Promise<{ fileId: string; name: string; type: string; size: number } | undefined> =>
  db.maybe(sql`
    select a.file_id as "fileId", a.name, a.type, a.size
    from attachments a
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = a.message_id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = ${homeOf(sql`m`)}
    join thread_keys t on t.workspace_id = ${db.workspaceId} and t.conversation_id = ${threadId}
    where a.workspace_id = ${db.workspaceId} and a.id = ${attachmentId} and a.file_id is not null
      and t.inbox_id = ${screen.inboxId} and t.key = ${screen.key} and ${shownOn(screen)}`)

/** Conversations of the threads with these keys in an inbox. */
export const threadIds = async (db: Db, inboxId: string, keys: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct coalesce(c.merged_into, c.id) as id from thread_keys t
      join conversations c on c.workspace_id = ${db.workspaceId} and c.id = t.conversation_id
      where t.workspace_id = ${db.workspaceId} and t.inbox_id = ${inboxId} and t.key = any(${keys}::text[])`)
  ).map((row) => row.id)

/** Our messages of a thread that the screen may show, up to one of them, that the customer has not read yet. */
export const unreadUpTo = async (db: Db, screen: CustomerScreen, upTo: string): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select m.id from thread_keys t
      cross join lateral (select m.* from ${messagesOf(db, sql`t.conversation_id`, sql`m`)}) m
      where t.workspace_id = ${db.workspaceId} and t.inbox_id = ${screen.inboxId} and t.key = ${screen.key} and ${shownOn(screen)}
        and m.kind = 'outbound' and m.receipt in ('sending', 'sent', 'delivered') and m.id <= ${upTo}
      order by m.id limit 500`)
  ).map((row) => row.id)
