import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import { foldQuotes } from '../../../kernel/mime/quotes.ts'
import type { Sentence } from '../../../kernel/http-client/index.ts'
import type { Message } from '../contract.ts'
import { ofThreads } from './homes.ts'
import { waitsSince } from './waiting.ts'

interface MessageRow
  extends Omit<Message, 'author' | 'quotes' | 'attachments' | 'occurredAt' | 'receivedAt' | 'sendAt'> {
  actorKind: Message['author']['kind']
  actorId: string | null
  actorName: string
  attachments: Message['attachments'] | null
  occurredAt: Date
  receivedAt: Date
  sendAt: Date | null
}

/** Columns of a message as agents see it; alias `m` is messages. */
const columns = (db: Db) => sql`
  m.id, m.conversation_id as "conversationId", m.home_id as "homeId", m.kind, m.actor_kind as "actorKind", m.actor_id as "actorId",
  m.actor_name as "actorName", m.text, m.html is not null as "hasHtml", m.subject, m.recipients, m.context, m.mentions,
  m.automatic, m.occurred_at as "occurredAt", m.received_at as "receivedAt", m.receipt, m.receipt_reason as "receiptReason",
  m.send_at as "sendAt",
  (select jsonb_agg(jsonb_build_object('id', a.id, 'name', a.name, 'type', a.type, 'size', a.size, 'inline', a.inline,
      'contentId', a.content_id, 'problem', a.problem) order by a.position, a.id)
    from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id) as attachments`

// Field by field: taking a rest of them apart costs more than all else that is done to a message here.
const toMessage = (row: MessageRow): Message => ({
  id: row.id,
  conversationId: row.conversationId,
  homeId: row.homeId,
  kind: row.kind,
  author: { kind: row.actorKind, id: row.actorId, name: row.actorName },
  text: row.text,
  quotes: row.kind === 'note' ? [] : foldQuotes(row.text),
  hasHtml: row.hasHtml,
  subject: row.subject,
  recipients: row.recipients,
  context: row.context,
  mentions: row.mentions,
  automatic: row.automatic,
  attachments: row.attachments ?? [],
  occurredAt: row.occurredAt.toISOString(),
  receivedAt: row.receivedAt.toISOString(),
  receipt: row.receipt,
  receiptReason: row.receiptReason,
  sendAt: row.sendAt?.toISOString() ?? null,
})

/** A page of messages below `before`, newest first. Cancelled ones are drafts again and not part of the talk. */
export const messagesBelow = async (
  db: Db,
  conversationId: string,
  before: string | null,
  limit: number,
): Promise<Message[]> =>
  (
    await db.many<MessageRow>(sql`
      select ${columns(db)} from messages m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId}
        and (${before}::uuid is null or m.id < ${before}::uuid) and m.receipt is distinct from 'cancelled'
      order by m.id desc
      limit ${limit}`)
  ).map(toMessage)

/** Messages by id, as agents see them. */
export const messagesByIds = async (db: Db, ids: readonly string[]): Promise<Message[]> =>
  (
    await db.many<MessageRow>(sql`
      select ${columns(db)} from messages m where m.workspace_id = ${db.workspaceId} and m.id = any(${ids}::uuid[]) order by m.id`)
  ).map(toMessage)

/** Where a message stands: the conversation with its inbox (it may have come through another one), and the merged one whose thread it is of. */
export interface MessagePlace {
  conversationId: string
  inboxId: string
  homeId: string | null
}

/** Where a message stands now, and its HTML as it came. */
export const messagePlace = (
  db: Db,
  id: string,
): Promise<(MessagePlace & { html: string | null }) | undefined> =>
  db.maybe(sql`
    select m.conversation_id as "conversationId", c.inbox_id as "inboxId", m.home_id as "homeId", m.html from messages m
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${db.workspaceId} and m.id = ${id}`)

/** A message to be added by us: answers and notes. */
export interface NewMessage {
  id: string
  conversationId: string
  /** The merged conversation whose thread it goes on; null: the conversation's own. */
  homeId?: string | null
  inboxId: string
  kind: 'outbound' | 'note'
  actorKind: string
  actorId: string | null
  actorName: string
  text: string
  html: string | null
  subject: string | null
  recipients: Message['recipients']
  mentions: string[]
  automatic: boolean
  receipt: string | null
  sendAt: Date | null
}

/** Adds a message of ours. */
export const insertMessage = (tx: Tx, m: NewMessage): Promise<number> =>
  tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, home_id, inbox_id, kind, actor_kind, actor_id, actor_name, text, html,
      subject, recipients, mentions, automatic, occurred_at, received_at, receipt, send_at)
    values (${tx.workspaceId}, ${m.id}, ${m.conversationId}, ${m.homeId ?? null}::uuid, ${m.inboxId}, ${m.kind}, ${m.actorKind}, ${m.actorId}, ${m.actorName},
      ${m.text}, ${m.html}, ${m.subject}, ${JSON.stringify(m.recipients)}::jsonb, ${m.mentions}::uuid[], ${m.automatic}, ${tx.now}, ${tx.now},
      ${m.receipt}, ${m.sendAt})`)

/** Sets the receipt when the present one allows it; gives the message's place, or undefined when nothing changed. */
export const moveReceipt = (
  tx: Tx,
  change: {
    messageId: string
    from: readonly string[]
    to: string
    reason: Sentence | null
    channelKey?: string | null
  },
): Promise<{ conversationId: string; inboxId: string; automatic: boolean } | undefined> =>
  tx.maybe(sql`
    update messages set receipt = ${change.to}, receipt_at = ${tx.now},
      receipt_reason = case when not context ? 'erased' then ${change.reason && JSON.stringify(change.reason)}::jsonb end,
      channel_key = coalesce(${change.channelKey ?? null}, channel_key)
    where workspace_id = ${tx.workspaceId} and id = ${change.messageId} and receipt = any(${change.from}::text[])
    returning conversation_id as "conversationId", inbox_id as "inboxId", automatic`)

/** True where what came at a moment was erased since. */
export const wasErased = async (tx: Tx, conversationId: string, at: Date): Promise<boolean> =>
  (
    await tx.one<{ erased: boolean }>(sql`
      select exists (
        select from messages m
        where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId} and m.kind = 'inbound'
          and ${waitsSince(sql`m`)} = ${at} and m.context ? 'erased') as erased`)
  ).erased

/** The newest message that is no note, no automatic one of ours, and was not taken back: what previews and sorting show. */
export const newestSpoken = (
  tx: Tx,
  conversationId: string,
): Promise<{ id: string; kind: 'inbound' | 'outbound'; text: string; at: Date } | undefined> =>
  tx.maybe(sql`
    select m.id, m.kind, m.text, m.received_at as at from messages m
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
      and coalesce(m.receipt, '') not in ('awaiting', 'cancelled') and not (m.kind = 'outbound' and m.automatic)
    order by m.id desc limit 1`)

/** What people said meanwhile: answers of others than the writer after one message, the customer's words after another. */
export const saidMeanwhile = (
  tx: Tx,
  conversationId: string,
  { others, customers, writerId }: { others: string; customers: string | null; writerId: string | null },
): Promise<{ id: string; kind: string; actorName: string }[]> =>
  tx.many(sql`
    select m.id, m.kind, m.actor_name as "actorName" from messages m
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId}
      and not m.automatic and m.receipt is distinct from 'cancelled'
      and ((m.kind = 'outbound' and m.id > ${others} and m.actor_id is distinct from ${writerId}::uuid)
        or (m.kind = 'inbound' and m.id > ${customers}::uuid))
    order by m.id limit 10`)

/**
 * Id of the newest message that somebody wrote to us and that says something, of those (`n`) that the FROM item and condition
 * `among` give, below an id where one is given. A machine's (an absence notice, a bounce) is answered only where there is nothing else.
 */
export const newestInbound = (among: Sql, below?: Sql): Sql => {
  const newest = (which: Sql) => sql`(
    select n.id from ${among} and n.kind = 'inbound' and not n.context ? 'erased'
      ${which}${below ? sql` and n.id < ${below}` : nothing}
    order by n.id desc limit 1)`
  // As one value: beside COALESCE itself no index would be used under row-level security, and all messages be read.
  return sql`(select coalesce(${newest(sql`and not n.automatic`)}, ${newest(nothing)}) offset 0)`
}

/** Messages `n` of one home alone, where it is given. */
const atHome = (homeId: string | undefined): Sql =>
  homeId === undefined ? nothing : sql`and ${ofThreads(sql`n`, [homeId])}`

/** Which message, on which thread, and whether others were merged into its conversation. */
const placed = (db: Db, conversationId: string): Sql => sql`
  m.id, m.recipients, m.home_id as "homeId", exists (
    select from conversations o
    where o.workspace_id = ${db.workspaceId} and o.merged_into = ${conversationId} and o.merged_into is not null) as merged`

interface Placed {
  id: string
  recipients: Message['recipients']
  homeId: string | null
  /** Others were merged into the conversation. */
  merged: boolean
}

/** The newest message that somebody wrote to us and that was not erased; of one home alone where it is given. */
export const lastInbound = (
  db: Db,
  conversationId: string,
  homeId?: string,
): Promise<(Placed & { subject: string | null; context: Record<string, string> }) | undefined> =>
  db.maybe(sql`
    select ${placed(db, conversationId)}, m.subject, m.context
    from messages m
    where m.workspace_id = ${db.workspaceId} and m.id = ${newestInbound(sql`
      messages n where n.workspace_id = ${db.workspaceId} and n.conversation_id = ${conversationId}::uuid
      ${atHome(homeId)}`)}`)

/** What a message says; empty where it is not there. */
export const wordsAt = async (db: Db, id: string | null): Promise<string> =>
  (
    await db.maybe<{ text: string }>(
      sql`select left(m.text, 20000) as text from messages m where m.workspace_id = ${db.workspaceId} and m.id = ${id}::uuid`,
    )
  )?.text ?? ''

/** The newest message from or to any of some mail addresses; a note is none. */
export const newestWith = (
  db: Db,
  conversationId: string,
  addresses: readonly string[],
): Promise<{ homeId: string | null } | undefined> =>
  db.maybe(sql`
    select m.home_id as "homeId" from messages m
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
      and m.receipt is distinct from 'cancelled'
      and exists (
        select from jsonb_array_elements(m.recipients) as r
        where r ->> 'role' <> 'bcc' and lower(r ->> 'value') = any(${addresses.map((one) => one.toLowerCase())}::text[]))
    order by m.id desc limit 1`)

/** The newest answer of ours that a person wrote and that was not taken back; of one home alone where it is given. */
export const lastOutbound = (db: Db, conversationId: string, homeId?: string): Promise<Placed | undefined> =>
  db.maybe(sql`
    select ${placed(db, conversationId)} from messages m
    where m.workspace_id = ${db.workspaceId} and m.id = (
      select n.id from messages n
      where n.workspace_id = ${db.workspaceId} and n.conversation_id = ${conversationId}::uuid and n.kind = 'outbound'
        and not n.automatic and coalesce(n.receipt, '') not in ('awaiting', 'cancelled') and not n.context ? 'erased'
        ${atHome(homeId)}
      order by n.id desc limit 1)`)
