import { joined, sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import { conversationColumns, type ConversationRow } from '../../conversations/index.ts'
import type { Place } from '../cursor.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import type { Lengths } from '../search/documents.ts'
import { exactMoment, ofInboxes } from './pieces.ts'

/** What is looked for, and where. */
export interface SearchScope {
  /** All of these must be borne: queries in tsquery syntax, one token or some of which one is enough. */
  tsqueries: readonly string[]
  /** LIKE patterns that the text must match besides. */
  patterns: readonly string[]
  /** Regular expressions that it must match, too. */
  expressions: readonly string[]
  inboxIds: readonly string[] | null
  customerId: string | null
  /** Not before this moment. */
  from: string | null
}

/** A document that was found. The same id as its message's, its file's, or its conversation's. */
export type Found = Place

const foundColumns = sql`d.id, ${exactMoment(sql`d.at`)} as at`

/** Numbers of conditions that have a statement of their own. */
const SIZES = [2, 4, 6, 8, 12]

/**
 * Condition: the document bears all tokens. Each is a condition of its own, since PostgreSQL then walks their lists
 * together and skips in all of them to the next document that may be in all; within one tsquery it walks the list that
 * it takes for the shortest, past everything (measured: 60 ms in place of 1 for a word that a block of time lacks).
 * Behind `(select …)` the planner can't see that a word is common and read the table instead: where it is common
 * matters, and that the planner doesn't know.
 */
const bears = (tsqueries: readonly string[]): Sql => {
  const size = SIZES.find((one) => one >= tsqueries.length) ?? tsqueries.length
  const padded = Array.from({ length: size }, (_, at) => tsqueries[at] ?? tsqueries[0])
  return joined(padded.map((tsquery) => sql`d.tokens @@ (select ${tsquery}::tsquery)`))
}

const matches = (scope: SearchScope): Sql => sql`
  d.body like all (${scope.patterns}::text[]) and d.body ~ all (${scope.expressions}::text[]) and ${ofInboxes(sql`d.inbox_id`, scope.inboxIds)}
  and (${scope.customerId}::uuid is null or d.customer_id = ${scope.customerId}::uuid)`

/** What the newest documents gave, and how far they reach. */
export interface Newest {
  found: Found[]
  /** First and last moment looked at; null when there is no document. */
  first: Date | null
  last: Date | null
  /** Moment of the oldest document of all. */
  oldest: Date | null
  /** The last document looked at; null when there is none behind it. */
  edge: Place | null
}

type NewestRow = Omit<Newest, 'found' | 'edge'> & {
  edgeAt: string | null
  edgeId: string | null
} & Partial<Found>

/**
 * Looks through the newest `most` documents from a place on, newest first; stops when `limit` are found. OFFSET 0 keeps
 * the documents in that order and away from the text index.
 */
export const searchNewest = async (
  db: Db,
  scope: SearchScope,
  place: Place,
  limit: number,
  most: number,
): Promise<Newest> => {
  const below = sql`d.workspace_id = ${db.workspaceId} and (d.at, d.id) < (${place.at}::timestamptz, ${place.id}::uuid)`
  const rows = await db.many<NewestRow>(sql`
    with edge as materialized (
      select d.at, d.id from search_documents d where ${below}
      order by d.at desc, d.id desc offset ${most - 1} limit 1)
    select ${exactMoment(sql`e.at`)} as "edgeAt", e.id as "edgeId", coalesce(e.at, o.oldest) as last, o.first, o.oldest, f.*
    from (select
        (select max(d.at) from search_documents d where ${below}) as first,
        (select min(d.at) from search_documents d where d.workspace_id = ${db.workspaceId}) as oldest) o
    left join edge e on true
    left join lateral (
      select ${foundColumns}
      from (
        select d.* from search_documents d
        where ${below} and (d.at, d.id) >= (coalesce(e.at, '-infinity'), coalesce(e.id, ${FIRST_ID}::uuid))
          and d.at >= coalesce(${scope.from}::timestamptz, '-infinity')
        order by d.at desc, d.id desc offset 0) d
      where ${matches(scope)} and ${bears(scope.tsqueries)}
      order by d.at desc, d.id desc limit ${limit}) f on true`)
  const [row] = rows
  return {
    found: rows.filter((one): one is NewestRow & Found => one.id !== null).map(toFound),
    first: row?.first ?? null,
    last: row?.last ?? null,
    oldest: row?.oldest ?? null,
    edge: row?.edgeAt && row.edgeId ? { at: row.edgeAt, id: row.edgeId } : null,
  }
}

const toFound = ({ id, at }: Found): Found => ({ id, at })

/**
 * Asks the text index, from a place on, newest first. `candidates` is how many bore all tokens; when it is more than
 * `most`, nothing is looked at.
 */
export const searchIndex = async (
  db: Db,
  scope: SearchScope,
  place: Place,
  limit: number,
  most: number | null,
): Promise<{ candidates: number; found: Found[] }> => {
  const rows = await db.many<{ candidates: number } & Partial<Found>>(sql`
    with candidates as materialized (
      select d.id, d.at, d.inbox_id, d.customer_id, d.body from search_documents d
      where d.workspace_id = ${db.workspaceId} and ${bears(scope.tsqueries)}
      limit ${most === null ? null : most + 1}::bigint)
    select n.candidates, f.*
    from (select count(*) as candidates from candidates) n
    left join lateral (
      select ${foundColumns} from candidates d
      where n.candidates <= coalesce(${most}::bigint, n.candidates)
        and (d.at, d.id) < (${place.at}::timestamptz, ${place.id}::uuid)
        and d.at >= coalesce(${scope.from}::timestamptz, '-infinity') and ${matches(scope)}
      order by d.at desc, d.id desc limit ${limit}) f on true`)
  return {
    candidates: rows[0]?.candidates ?? 0,
    found: rows.filter((one): one is { candidates: number } & Found => one.id !== null).map(toFound),
  }
}

/** A found document with its conversation, and the text as it was written: of a message, of a file, or none. */
export type HitRow = ConversationRow & {
  hitId: string
  placeAt: string
  text: string | null
  messageId: string | null
  fileName: string | null
  /** Of a conversation that was found by its own words: those, also where it was merged into the one shown. */
  own: { subject: string; number: number; oldNumber: string | null } | null
}

/**
 * What was found, with texts and the conversations in which it stands by now, in the same order; what is out of sight is
 * left out. The index may not know yet that it moved.
 */
export const hitRows = (
  db: Db,
  found: readonly Found[],
  inboxIds: readonly string[] | null,
  lengths: Lengths,
): Promise<HitRow[]> =>
  db.many(sql`
    select f.id as "hitId", f.at as "placeAt", m.id as "messageId", a.name as "fileName",
      case when a.id is null then left(m.text, ${lengths.message}) else left(t.text, ${lengths.file}) end as text,
      case when k.id is null then null else jsonb_build_object('subject', k.subject, 'number', k.number, 'oldNumber', k.old_number) end as own, ${conversationColumns}
    from unnest(${found.map((one) => one.id)}::uuid[], ${found.map((one) => one.at)}::text[]) with ordinality as f (id, at, n)
    left join attachments a on a.workspace_id = ${db.workspaceId} and a.id = f.id
    left join file_texts t on t.workspace_id = ${db.workspaceId} and t.file_id = a.file_id
    left join messages m on m.workspace_id = ${db.workspaceId}
      and m.id = case when a.message_id is null then f.id else a.message_id end
    left join conversations k on k.workspace_id = ${db.workspaceId} and k.id = f.id
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when m.id is not null then m.conversation_id when k.merged_into is null then k.id else k.merged_into end
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where m.receipt is distinct from 'cancelled' and ${ofInboxes(sql`c.inbox_id`, inboxIds)}
    order by f.n`)
