import { LOCK_SPACES, sql, type Db, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { shownName } from '../../conversations/index.ts'
import type { Lengths, SearchDocument, Source } from '../search/documents.ts'

/**
 * Until the end of the transaction nobody takes anything out of the index or writes all of it anew: what is read now may
 * be written. Begin with it, and await it with what is read.
 */
export const shareIndex = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock_shared(${LOCK_SPACES.search}::integer, ${tx.workspaceId}::integer)`)

/** Until the end of the transaction nobody else writes into the index; waits for those who do. */
export const holdIndex = (tx: Tx): Promise<number> =>
  tx.run(sql`select pg_advisory_xact_lock(${LOCK_SPACES.search}::integer, ${tx.workspaceId}::integer)`)

/** A conversation with what is searched of it. */
export interface ConversationSource extends Omit<Source, 'text'> {
  subject: string
  customerName: string
  customerKana: string | null
  number: number
  oldNumber: string | null
}

/** What is searched of a message or of a file of one. */
export interface MessageSource extends Source {
  /** Of a file: the message it belongs to. */
  messageId: string | null
  /** Of a file whose text was not asked for yet, and can be read. */
  unreadFileId: string | null
}

/** Files whose text can be read. */
const isReadable = sql`(lower(a.name) ~ '[.](pdf|docx|xlsx|pptx|odt|ods|odp)$' or a.type = any(${[
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
]}::text[]))`

const place = sql`
  m.conversation_id as "conversationId", m.received_at as at, c.inbox_id as "inboxId", c.customer_id as "customerId"`

const withConversation = (db: Db): Sql => sql`
  join conversations c on c.workspace_id = ${db.workspaceId} and c.id = m.conversation_id`

const textsOf = (db: Db, { message }: Lengths): Sql => sql`
  select m.id, left(m.text, ${message}) as text, null::uuid as "messageId", null::uuid as "unreadFileId", ${place},
    exists (select from attachments a where a.workspace_id = ${db.workspaceId} and a.message_id = m.id) as "hasFiles"
  from messages m ${withConversation(db)}
  where m.workspace_id = ${db.workspaceId} and m.receipt is distinct from 'cancelled'`

// Not in one statement with the messages: a plan that was made while the tables were empty would hold for too long.
const filesOf = (db: Db, ids: readonly string[], { file }: Lengths): Promise<MessageSource[]> =>
  db.many(sql`
    select a.id, left(a.name || E'\n' || coalesce(t.text, ''), ${file}) as text, m.id as "messageId",
      case when t.file_id is null and ${isReadable} then a.file_id end as "unreadFileId", ${place}
    from attachments a
    join messages m on m.workspace_id = ${db.workspaceId} and m.id = a.message_id ${withConversation(db)}
    left join file_texts t on t.workspace_id = ${db.workspaceId} and t.file_id = a.file_id
    where a.workspace_id = ${db.workspaceId} and a.message_id = any(${ids}::uuid[])
      and m.receipt is distinct from 'cancelled' and (not a.inline or ${isReadable})`)

/** With the files of those that have any: most have none, and a statement for nothing would cost each batch. */
const withFiles = async (
  db: Db,
  texts: readonly (MessageSource & { hasFiles: boolean })[],
  lengths: Lengths,
): Promise<MessageSource[]> => {
  const ids = texts.filter(({ hasFiles }) => hasFiles).map(({ id }) => id)
  const files = ids.length > 0 ? await filesOf(db, ids, lengths) : []
  return [...texts, ...files].sort((a, b) => ((a.messageId ?? a.id) < (b.messageId ?? b.id) ? -1 : 1))
}

/** Messages by id, with their files; those that were taken back are left out. */
export const messageSources = async (
  db: Db,
  ids: readonly string[],
  lengths: Lengths,
): Promise<MessageSource[]> =>
  withFiles(db, await db.many(sql`${textsOf(db, lengths)} and m.id = any(${ids}::uuid[])`), lengths)

/** The next messages behind an id, for going through all of them. */
export const messageSourcesAfter = async (
  db: Db,
  after: string,
  limit: number,
  lengths: Lengths,
): Promise<MessageSource[]> =>
  withFiles(
    db,
    await db.many(sql`${textsOf(db, lengths)} and m.id > ${after}::uuid order by m.id limit ${limit}`),
    lengths,
  )

// A merged conversation is still found by its number and subject, by those who see the one that it went into. How the name
// of another customer is read they need not know.
const conversationColumns = sql`
  c.id, s.id as "conversationId", s.inbox_id as "inboxId", s.customer_id as "customerId", c.opened_at as at, c.subject, c.number,
  c.old_number as "oldNumber",
  ${shownName} as "customerName",
  case when c.customer_id = s.customer_id and c.addressed is null then cu.kana end as "customerKana"`

const withSurvivor = (db: Db): Sql => sql`
  join conversations s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
  join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id`

/** Conversations by id, and all of some customers'. */
export const conversationSources = (
  db: Db,
  ids: readonly string[],
  customerIds: readonly string[],
): Promise<ConversationSource[]> =>
  db.many(sql`
    select ${conversationColumns} from conversations c ${withSurvivor(db)}
    where c.workspace_id = ${db.workspaceId} and c.id in (
      select w.id from unnest(${ids}::uuid[]) as w (id)
      union
      select o.id from conversations o
      where o.workspace_id = ${db.workspaceId} and o.customer_id = any(${customerIds}::uuid[]))
    order by c.id`)

/** The next conversations behind an id. */
export const conversationSourcesAfter = (
  db: Db,
  after: string,
  limit: number,
): Promise<ConversationSource[]> =>
  db.many(sql`
    select ${conversationColumns} from conversations c ${withSurvivor(db)}
    where c.workspace_id = ${db.workspaceId} and c.id > ${after}::uuid
    order by c.id limit ${limit}`)

/** Writes documents; those that say the same already are left alone. */
export const upsertDocuments = (tx: Tx, documents: readonly SearchDocument[]): Promise<number> =>
  tx.run(sql`
    insert into search_documents as s (workspace_id, id, conversation_id, inbox_id, customer_id, at, body, tokens)
    select ${tx.workspaceId}, d.id, d.conversation_id, d.inbox_id, d.customer_id, d.at, d.body,
      array_to_tsvector(string_to_array(d.tokens, ' '))
    from unnest(
      ${documents.map((d) => d.id)}::uuid[], ${documents.map((d) => d.conversationId)}::uuid[],
      ${documents.map((d) => d.inboxId)}::uuid[], ${documents.map((d) => d.customerId)}::uuid[],
      ${documents.map((d) => d.at.toISOString())}::timestamptz[], ${documents.map((d) => d.body)}::text[],
      ${documents.map((d) => d.tokens)}::text[]
    ) as d (id, conversation_id, inbox_id, customer_id, at, body, tokens)
    on conflict (workspace_id, id) do update set
      conversation_id = excluded.conversation_id, inbox_id = excluded.inbox_id, customer_id = excluded.customer_id,
      at = excluded.at, body = excluded.body, tokens = excluded.tokens
    where (s.conversation_id, s.inbox_id, s.customer_id, s.at, s.body, s.tokens) is distinct from
      (excluded.conversation_id, excluded.inbox_id, excluded.customer_id, excluded.at, excluded.body, excluded.tokens)`)

/** In which conversations some messages stand, and whose threads they are of. */
export const conversationsWith = async (db: Db, messageIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select distinct p.id from messages m cross join lateral (values (m.conversation_id), (m.home_id)) as p (id)
      where m.workspace_id = ${db.workspaceId} and m.id = any(${messageIds}::uuid[]) and p.id is not null`)
  ).map(({ id }) => id)

/** Conversations that lead to some. */
export const membersOf = async (db: Db, conversationIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and c.merged_into = any(${conversationIds}::uuid[]) and c.merged_into is not null`)
  ).map(({ id }) => id)

/** Messages of some conversations. */
export const messagesIn = async (db: Db, conversationIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select m.id from messages m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = any(${conversationIds}::uuid[])`)
  ).map(({ id }) => id)

/** Removes documents, and those of files that belong to no message any more. */
export const deleteDocuments = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from search_documents d
    where d.workspace_id = ${tx.workspaceId} and d.id in (
      select w.id from unnest(${ids}::uuid[]) as w (id)
      union
      select a.id from attachments a where a.workspace_id = ${tx.workspaceId} and a.message_id is null)`)

/** Removes documents of messages, files and conversations that are gone. */
export const deleteOrphans = (tx: Tx): Promise<number> =>
  tx.run(sql`
    delete from search_documents d
    where d.workspace_id = ${tx.workspaceId}
      and not exists (select 1 from conversations c where c.workspace_id = ${tx.workspaceId} and c.id = d.id)
      and not exists (select 1 from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id = d.id and m.receipt is distinct from 'cancelled')
      and not exists (select 1 from attachments a
        where a.workspace_id = ${tx.workspaceId} and a.id = d.id and a.message_id is not null)`)

/** Removes documents of conversations' own words. */
export const deleteConversationDocuments = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from search_documents where workspace_id = ${tx.workspaceId} and id = any(${conversationIds}::uuid[])`)

/** Removes the documents of messages and of their files. */
export const deleteMessageDocuments = (tx: Tx, messageIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from search_documents d
    where d.workspace_id = ${tx.workspaceId} and d.id in (
      select w.id from unnest(${messageIds}::uuid[]) as w (id)
      union all
      select a.id from attachments a
      where a.workspace_id = ${tx.workspaceId} and a.message_id = any(${messageIds}::uuid[]))`)
