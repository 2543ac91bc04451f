import type { Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { SIGNED_KEY } from '../signed-key.ts'

/** Beginning of keys of which only a hash is left. */
const HASHED = 'erased:'

/** Holds conversations, in the order of their ids; gives those that are there with their inbox. */
export const holdThreads = (tx: Tx, ids: readonly string[]): Promise<{ id: string; inboxId: string }[]> =>
  tx.many(sql`
    select id, inbox_id as "inboxId" from conversations
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) order by id for update`)

/** Messages `m` of conversations, wherever they stand now; what was merged into them is another thread, perhaps of somebody else. */
const saidInThreads = (ids: readonly string[]): Sql =>
  sql`(m.conversation_id = any(${ids}::uuid[]) and m.home_id is null or m.home_id = any(${ids}::uuid[]))`

/** Takes away what the messages of conversations say, and to whom; what has not left is taken back. Gives how many. */
export const wipeMessages = (tx: Tx, ids: readonly string[], name: string): Promise<number> =>
  tx.run(sql`
    update messages m set text = '', html = null, subject = null, recipients = '[]', receipt_reason = null,
      actor_name = case when m.kind = 'inbound' then ${name} else m.actor_name end,
      channel_key = case when m.kind = 'inbound' then null else m.channel_key end,
      receipt = case when m.receipt in ('scheduled', 'awaiting', 'queued', 'held') then 'cancelled' else m.receipt end,
      context = jsonb_strip_nulls(jsonb_build_object('machine', m.context -> 'machine', 'erased', '1'))
    where m.workspace_id = ${tx.workspaceId} and ${saidInThreads(ids)} and not m.context ? 'erased'`)

/** Takes away what conversations themselves say. */
export const wipeConversations = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversations set subject = '', preview = '', addressed = null, waiting_since = null,
      anonymised_at = coalesce(anonymised_at, ${tx.now}), version = version + 1
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)

/** Takes away what survivors show of a last message that came to them by a merge. */
export const wipeShown = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversations c set preview = '', version = c.version + 1
    from messages m
    where c.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.home_id = any(${ids}::uuid[])
      and c.id = m.conversation_id and c.last_message_id = m.id`)

/** Takes away what changes of conversations say. */
export const wipeChanges = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversation_changes set from_value = null, to_value = null
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[]) and kind = 'subject'
      and (from_value is not null or to_value is not null)`)

/** Takes away what undoing a merge or a split would bring back. */
export const wipeLinks = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversation_links l set kept = jsonb_set(jsonb_set(jsonb_set(l.kept,
      '{other,preview}', '""', false), '{before,preview}', '""', false), '{after,preview}', '""', false)
    where l.workspace_id = ${tx.workspaceId} and (l.from_id = any(${ids}::uuid[]) or l.into_id = any(${ids}::uuid[]))`)

/** Removes drafts of conversations with the files that stand in them alone. */
export const deleteDrafts = async (
  tx: Tx,
  ids: readonly string[],
): Promise<{ drafts: number; files: string[] }> => {
  const files = await tx.many<{ fileId: string | null }>(sql`
    delete from attachments a
    where a.workspace_id = ${tx.workspaceId} and a.message_id is null and exists (
      select from drafts d
      where d.workspace_id = ${tx.workspaceId} and d.conversation_id = any(${ids}::uuid[]) and position(a.id::text in d.body::text) > 0)
    returning a.file_id as "fileId"`)
  const drafts = await tx.run(sql`
    delete from drafts where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[])`)
  return { drafts, files: files.flatMap(({ fileId }) => fileId ?? []) }
}

/** Removes what agents write first to customers, with the files that stand in it alone. */
export const deleteFirstDrafts = async (
  tx: Tx,
  customerIds: readonly string[],
): Promise<{ drafts: number; files: string[] }> => {
  const files = await tx.many<{ fileId: string | null }>(sql`
    delete from attachments a
    where a.workspace_id = ${tx.workspaceId} and a.message_id is null and exists (
      select from first_drafts d
      where d.workspace_id = ${tx.workspaceId} and d.customer_id = any(${customerIds}::uuid[]) and position(a.id::text in d.body::text) > 0)
    returning a.file_id as "fileId"`)
  const drafts = await tx.run(sql`
    delete from first_drafts where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[])`)
  return { drafts, files: files.flatMap(({ fileId }) => fileId ?? []) }
}

/** Removes the attachments of conversations; gives their files. */
export const deleteAttachments = async (
  tx: Tx,
  ids: readonly string[],
): Promise<{ count: number; files: string[] }> => {
  const rows = await tx.many<{ fileId: string | null }>(sql`
    delete from attachments a using messages m
    where a.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = a.message_id
      and ${saidInThreads(ids)}
    returning a.file_id as "fileId"`)
  return { count: rows.length, files: rows.flatMap(({ fileId }) => fileId ?? []) }
}

/** Those of some files that no attachment uses, locked: whoever wants to use one waits, and keeps it anew. */
export const lockUnused = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select f.id from files f
      where f.workspace_id = ${tx.workspaceId} and f.id = any(${ids}::uuid[]) and not exists (
        select from attachments a where a.workspace_id = ${tx.workspaceId} and a.file_id = f.id)
      order by f.id for update of f`)
  ).map((row) => row.id)

/**
 * Leaves only a hash of keys that others gave. Ours stay: nobody can take them, and what names one finds a conversation
 * that takes nothing in any more.
 */
export const hashKeys = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update thread_keys t set key = ${HASHED} || encode(sha256(convert_to(t.key, 'UTF8')), 'hex')
    where t.workspace_id = ${tx.workspaceId} and t.conversation_id = any(${ids}::uuid[])
      and not starts_with(t.key, ${SIGNED_KEY}) and not starts_with(t.key, ${HASHED})
      and not exists (
        select from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id = t.message_id and m.kind = 'outbound')`)

/** Ends the waiting for a second person: there is nothing left to look at. */
export const endApprovals = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update approvals a set state = 'withdrawn', decided_at = ${tx.now}
    from messages m
    where a.workspace_id = ${tx.workspaceId} and a.state = 'waiting' and m.workspace_id = ${tx.workspaceId}
      and m.id = a.message_id and ${saidInThreads(ids)}`)

/** Forgets which orders conversations were about: an order leads to its customer. */
export const deleteOrders = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from order_mentions where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[])`)

/** Removes suggestions from and to conversations. */
export const deleteSuggestions = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from thread_suggestions
    where workspace_id = ${tx.workspaceId} and (conversation_id = any(${ids}::uuid[]) or target_id = any(${ids}::uuid[]))`)

/** A message of somebody else in which addresses of a person stand. */
export interface TraceRow {
  id: string
  conversationId: string
  text: string
  html: string | null
  subject: string | null
  recipients: { role: string; kind: string; value: string; name: string | null }[]
  context: Record<string, string>
}

/** The end of the next messages behind an id, in the order of ids; undefined where none follows. */
export const endOfMessages = async (tx: Tx, after: string, limit: number): Promise<string | undefined> =>
  (
    await tx.maybe<{ id: string }>(sql`
      select p.id from (
        select m.id from messages m
        where m.workspace_id = ${tx.workspaceId} and m.id > ${after}::uuid order by m.id limit ${limit}) p
      order by p.id desc limit 1`)
  )?.id

/** Messages between two ids that hold any of these words, in lower case. */
export const tracesBetween = (
  tx: Tx,
  { after, upTo }: { after: string; upTo: string },
  words: readonly string[],
): Promise<TraceRow[]> =>
  tx.many(sql`
    select m.id, m.conversation_id as "conversationId", m.text, m.html, m.subject, m.recipients, m.context from messages m
    where m.workspace_id = ${tx.workspaceId} and m.id > ${after}::uuid and m.id <= ${upTo}::uuid and exists (
      select from unnest(${words}::text[]) as w (word)
      where position(w.word in lower(concat_ws(' ', m.text, m.html, m.subject, m.recipients::text, m.context::text))) > 0)
    order by m.id for update of m`)

/** Writes messages without what was found in them. */
export const writeTraces = (tx: Tx, rows: readonly Omit<TraceRow, 'conversationId'>[]): Promise<number> =>
  tx.run(sql`
    update messages m set text = r.text, html = r.html, subject = r.subject, recipients = r.recipients, context = r.context
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, text text, html text, subject text, recipients jsonb, context jsonb)
    where m.workspace_id = ${tx.workspaceId} and m.id = r.id`)

/** Writes what conversations show of their newest message, where that changed. */
export const previewsWith = (
  tx: Tx,
  ids: readonly string[],
  words: readonly string[],
): Promise<{ id: string; subject: string; preview: string; addressed: string | null }[]> =>
  tx.many(sql`
    select c.id, c.subject, c.preview, c.addressed from conversations c
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[]) and exists (
      select from unnest(${words}::text[]) as w (word)
      where position(w.word in lower(concat_ws(' ', c.subject, c.preview, c.addressed))) > 0)
    order by c.id for update of c`)

/** Writes what conversations show. */
export const writePreviews = (
  tx: Tx,
  rows: readonly { id: string; subject: string; preview: string; addressed: string | null }[],
): Promise<number> =>
  tx.run(sql`
    update conversations c set subject = r.subject, preview = r.preview, addressed = r.addressed, version = c.version + 1
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, subject text, preview text, addressed text)
    where c.workspace_id = ${tx.workspaceId} and c.id = r.id`)

/** Takes words out of what agents are writing. */
export const cleanDrafts = async (tx: Tx, word: string, instead: string): Promise<number> => {
  const replaced = sql`regexp_replace(d.body::text, ${escaped(word)}, ${instead}, 'gi')::jsonb`
  const found = sql`position(lower(${word}) in lower(d.body::text)) > 0`
  const drafts = await tx.run(
    sql`update drafts d set body = ${replaced} where d.workspace_id = ${tx.workspaceId} and ${found}`,
  )
  return (
    drafts +
    (await tx.run(
      sql`update first_drafts d set body = ${replaced} where d.workspace_id = ${tx.workspaceId} and ${found}`,
    ))
  )
}

/** A word as a pattern, here and in PostgreSQL. */
export const escaped = (word: string): string => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** The next conversations of customers behind an id. */
export const threadsOf = async (
  tx: Tx,
  customerIds: readonly string[],
  after: string,
  limit: number,
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[]) and id > ${after}::uuid
      order by id limit ${limit}`)
  ).map(({ id }) => id)
