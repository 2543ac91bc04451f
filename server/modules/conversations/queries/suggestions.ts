import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { homeOf } from './homes.ts'

/** Why two conversations may belong together. */
export type SuggestionReason = 'token' | 'message-id' | 'reference' | 'order' | 'forward'

/** Two conversations that may belong together, and the message of the first that says so. */
export interface NewSuggestion {
  conversationId: string
  targetId: string
  reason: SuggestionReason
  detail: string | null
  messageId: string
}

/** Keeps suggestions; what was suggested or decided of the same two before stays. */
export const insertSuggestions = async (tx: Tx, rows: readonly NewSuggestion[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into thread_suggestions (workspace_id, conversation_id, target_id, reason, detail, message_id, at)
    select ${tx.workspaceId}, r."conversationId", r."targetId", r.reason, r.detail, r."messageId", ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      "conversationId" uuid, "targetId" uuid, reason text, detail text, "messageId" uuid)
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = r."targetId" and c.anonymised_at is null
    on conflict (workspace_id, conversation_id, target_id) do nothing`)
}

/**
 * Which conversations a conversation may go on, strongest reason first by the order in which they were found. Of one that
 * was merged, the one that it leads to.
 */
export const openSuggestions = (
  db: Db,
  conversationId: string,
): Promise<
  {
    id: string
    number: number
    subject: string
    inboxId: string
    reason: SuggestionReason
    detail: string | null
    at: Date
  }[]
> =>
  db.many(sql`
    select f.* from (
      select distinct on (c.id) c.id, c.number, c.subject, c.inbox_id as "inboxId", s.reason, s.detail, s.at
      from thread_suggestions s
      join conversations t on t.workspace_id = ${db.workspaceId} and t.id = s.target_id
      join conversations c on c.workspace_id = ${db.workspaceId}
        and c.id = case when t.merged_into is null then t.id else t.merged_into end
      where s.workspace_id = ${db.workspaceId} and s.conversation_id = ${conversationId} and s.state = 'open'
        and c.id <> ${conversationId}
      order by c.id, s.at, t.id) f
    order by f.at, f.id
    limit 20`)

/** Decides whether a conversation goes on some others; gives false when nothing was open between them. */
export const closeSuggestion = async (
  tx: Tx,
  { conversationId, targetIds }: { conversationId: string; targetIds: readonly string[] },
  state: 'declined' | 'joined',
  by: string | null,
): Promise<boolean> =>
  (await tx.run(sql`
    update thread_suggestions set state = ${state}, decided_at = ${tx.now}, decided_by = ${by}::uuid
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and target_id = any(${targetIds}::uuid[])
      and state = 'open'`)) > 0

/** What a merge of two conversations had settled between them is open again. */
export const reopenSuggestions = (tx: Tx, one: string, other: string): Promise<number> =>
  tx.run(sql`
    update thread_suggestions set state = 'open', decided_at = null, decided_by = null
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${[one, other]}::uuid[])
      and target_id = any(${[one, other]}::uuid[]) and state = 'joined'`)

/** Subject and words of messages that may name an order: those with digits in them. */
export const wordsOf = (
  tx: Tx,
  messageIds: readonly string[],
): Promise<{ conversationId: string; messageId: string; words: string }[]> =>
  tx.many(sql`
    select m.conversation_id as "conversationId", m.id as "messageId", concat(m.subject, ' ', left(m.text, 20000)) as words
    from messages m
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[]) and concat(m.subject, m.text) ~ '[0-9０-９]{4}'`)

/**
 * What customers wrote in their earlier conversations that are not resolved and moved since a moment, with digits in it: of
 * each customer the twenty that moved last, of each of those their newest fifty messages, and nobody else's.
 */
export const wordsElsewhere = (
  tx: Tx,
  conversationIds: readonly string[],
  since: Date,
): Promise<{ conversationId: string; targetId: string; words: string }[]> =>
  tx.many(sql`
    select c.id as "conversationId", e.id as "targetId", concat(m.subject, ' ', left(m.text, 20000)) as words
    from conversations c,
    lateral (
      select o.id from conversations o
      where o.workspace_id = ${tx.workspaceId} and o.customer_id = c.customer_id and o.id < c.id and o.status in ('open', 'pending', 'snoozed')
        and o.last_activity_at >= ${since}
      order by o.last_activity_at desc limit 20) as e,
    lateral (
      select n.subject, n.text from messages n
      join conversations h on h.workspace_id = ${tx.workspaceId} and h.customer_id = c.customer_id
        and h.id = ${homeOf(sql`n`)}
      where n.workspace_id = ${tx.workspaceId} and n.conversation_id = e.id and n.kind = 'inbound'
      order by n.id desc limit 50) as m
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[])
      and concat(m.subject, m.text) ~ '[0-9０-９]{4}'`)
