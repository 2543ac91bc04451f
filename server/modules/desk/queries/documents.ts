import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import { shownName } from '../../conversations/index.ts'
import type { SearchDocument, Source } from '../search/documents.ts'

/** A conversation with what is searched of it. */
export interface ConversationSource extends Omit<Source, 'text' | 'conversationId'> {
  subject: string
  customerName: string
  customerKana: string | null
  number: number
}

const messageColumns = (longest: number) => sql`
  m.id, m.conversation_id as "conversationId", c.inbox_id as "inboxId", c.customer_id as "customerId",
  m.received_at as at, left(m.text, ${longest}) as text`

/** Messages by id; those that were taken back are left out. */
export const messageSources = (db: Db, ids: readonly string[], longest: number): Promise<Source[]> =>
  db.many(sql`
    select ${messageColumns(longest)} from messages m
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${db.workspaceId} and m.id = any(${ids}::uuid[]) and m.receipt is distinct from 'cancelled'
    order by m.id`)

/** The next messages behind an id, for going through all of them. */
export const messageSourcesAfter = (
  db: Db,
  after: string,
  limit: number,
  longest: number,
): Promise<Source[]> =>
  db.many(sql`
    select ${messageColumns(longest)} from messages m
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = m.conversation_id
    where m.workspace_id = ${db.workspaceId} and m.id > ${after}::uuid and m.receipt is distinct from 'cancelled'
    order by m.id limit ${limit}`)

const conversationColumns = sql`
  c.id, c.inbox_id as "inboxId", c.customer_id as "customerId", c.opened_at as at, c.subject, c.number,
  ${shownName} as "customerName", cu.kana as "customerKana"`

/** Conversations by id, and all of some customers'. */
export const conversationSources = (
  db: Db,
  ids: readonly string[],
  customerIds: readonly string[],
): Promise<ConversationSource[]> =>
  db.many(sql`
    select ${conversationColumns} from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
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
    select ${conversationColumns} from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
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

/** Removes documents. */
export const deleteDocuments = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(
    sql`delete from search_documents d where d.workspace_id = ${tx.workspaceId} and d.id = any(${ids}::uuid[])`,
  )

/** Removes documents of messages and conversations that are gone. */
export const deleteOrphans = (tx: Tx): Promise<number> =>
  tx.run(sql`
    delete from search_documents d
    where d.workspace_id = ${tx.workspaceId}
      and not exists (select 1 from conversations c where c.workspace_id = ${tx.workspaceId} and c.id = d.id)
      and not exists (select 1 from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id = d.id and m.receipt is distinct from 'cancelled')`)
