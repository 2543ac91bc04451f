import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { SIGNED_KEY } from '../signed-key.ts'
import { ofThreads } from './homes.ts'
import { waitsSince } from './waiting.ts'

/** Holds conversations, in the order of their ids; gives those that are there with their inbox. */
export const holdThreads = (tx: Tx, ids: readonly string[]): Promise<{ id: string; inboxId: string }[]> =>
  tx.many(sql`
    select id, inbox_id as "inboxId" from conversations
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) order by id for update`)

/**
 * Everything that was said in conversations, wherever it stands now; what was merged into them is another thread, perhaps of
 * somebody else. The oldest first, without what says nothing any more.
 */
export const messagesOfThreads = async (tx: Tx, ids: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select m.id from messages m
      where m.workspace_id = ${tx.workspaceId}
        and ${ofThreads(sql`m`, ids)}
        and not m.context ? 'erased'
      order by m.id`)
  ).map(({ id }) => id)

/**
 * Takes away what messages say, and to whom. What has not left is taken back; of what is just leaving nobody will hear what
 * became of it. Gives where they stand, and whose thread they are of, one or more times.
 */
export const wipeMessages = async (tx: Tx, ids: readonly string[], name: string): Promise<string[]> =>
  (
    await tx.many<{ conversationId: string; homeId: string | null }>(sql`
      update messages m set text = '', html = null, subject = null, recipients = '[]', receipt_reason = null,
        actor_name = case when m.kind = 'inbound' then ${name} else m.actor_name end,
        channel_key = case when m.kind = 'inbound' then null else m.channel_key end,
        receipt = case when m.receipt in ('scheduled', 'awaiting', 'queued', 'held') then 'cancelled'
          when m.receipt = 'sending' then 'uncertain' else m.receipt end,
        context = jsonb_strip_nulls(jsonb_build_object('machine', m.context -> 'machine', 'erased', '1'))
      where m.workspace_id = ${tx.workspaceId} and m.id = any(${ids}::uuid[]) and not m.context ? 'erased'
      returning m.conversation_id as "conversationId", m.home_id as "homeId"`)
  ).flatMap(({ conversationId, homeId }) => (homeId ? [conversationId, homeId] : [conversationId]))

/** Takes away what conversations themselves say. */
export const wipeConversations = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversations set subject = '', preview = '', addressed = null, old_number = null, waiting_since = null,
      anonymised_at = coalesce(anonymised_at, ${tx.now}), version = version + 1
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)

/** Takes away what conversations show of messages. */
export const wipeShown = (tx: Tx, messageIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversations c set preview = '', version = c.version + 1
    from messages m
    where c.workspace_id = ${tx.workspaceId} and m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
      and c.id = m.conversation_id and c.last_message_id = m.id and c.preview <> ''`)

/** Takes away what changes of conversations say. */
export const wipeChanges = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update conversation_changes set from_value = null, to_value = null
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[]) and kind = 'subject'
      and (from_value is not null or to_value is not null)`)

/** What was merged into conversations and is of another customer, who is not among these. */
export const strangersIn = (tx: Tx, ids: readonly string[]): Promise<{ id: string; intoId: string }[]> =>
  tx.many(sql`
    select o.id, o.merged_into as "intoId" from conversations o
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = o.merged_into
    where o.workspace_id = ${tx.workspaceId} and o.merged_into = any(${ids}::uuid[]) and o.merged_into is not null
      and o.customer_id <> c.customer_id and not (o.id = any(${ids}::uuid[]))
    order by o.id`)

/** A customer's window goes on with what was split off from its conversation, where that is not wiped with it. */
export const passWindows = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  const heirs = sql`
    select k.thread_of as id, (array_agg(k.id order by k.id))[1] as heir from conversations k
    where k.workspace_id = ${tx.workspaceId} and k.thread_of = any(${ids}::uuid[]) and k.thread_of is not null
      and not (k.id = any(${ids}::uuid[])) and k.anonymised_at is null
    group by k.thread_of`
  await tx.run(sql`
    update thread_keys t set conversation_id = h.heir from (${heirs}) h
    where t.workspace_id = ${tx.workspaceId} and t.conversation_id = h.id and t.message_id is null
      and not starts_with(t.key, ${SIGNED_KEY})`)
  await tx.run(sql`
    update conversations c set thread_of = nullif(h.heir, c.id) from (${heirs}) h
    where c.workspace_id = ${tx.workspaceId} and c.thread_of = h.id and not (c.id = any(${ids}::uuid[]))`)
}

/** Conversations in which somebody waits for an answer to one of these messages. */
export const waitingFor = async (tx: Tx, messageIds: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select distinct c.id from messages m
      join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = m.conversation_id and c.waiting_since = ${waitsSince(sql`m`)}
      where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[]) and m.kind = 'inbound'
      order by c.id`)
  ).map(({ id }) => id)

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

/** Removes the attachments of messages; gives their files. */
export const deleteAttachments = async (
  tx: Tx,
  messageIds: readonly string[],
): Promise<{ count: number; files: string[] }> => {
  const rows = await tx.many<{ fileId: string | null }>(sql`
    delete from attachments a
    where a.workspace_id = ${tx.workspaceId} and a.message_id = any(${messageIds}::uuid[])
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

/** Ends the waiting for a second person: there is nothing left to look at. */
export const endApprovals = (tx: Tx, messageIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update approvals a set state = 'withdrawn', decided_at = ${tx.now}
    where a.workspace_id = ${tx.workspaceId} and a.state = 'waiting' and a.message_id = any(${messageIds}::uuid[])`)

/** Removes suggestions from and to conversations. */
export const deleteSuggestions = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from thread_suggestions
    where workspace_id = ${tx.workspaceId} and (conversation_id = any(${ids}::uuid[]) or target_id = any(${ids}::uuid[]))`)

/** Removes suggestions of conversations that came from messages. */
export const deleteSuggestionsBy = (
  tx: Tx,
  conversationIds: readonly string[],
  messageIds: readonly string[],
): Promise<number> =>
  tx.run(sql`
    delete from thread_suggestions
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and message_id = any(${messageIds}::uuid[])`)

/** True where nothing is left of one of these conversations. */
export const isEmptied = async (db: Db, ids: readonly string[]): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from conversations
    where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[]) and anonymised_at is not null limit 1`)) !==
  undefined

/** The same of one, held so that nobody empties it until the end of the transaction. */
export const holdEmptied = async (tx: Tx, id: string): Promise<boolean> =>
  (
    await tx.maybe<{ emptied: boolean }>(sql`
      select c.anonymised_at is not null as emptied from conversations c
      where c.workspace_id = ${tx.workspaceId} and c.id = ${id} for key share of c`)
  )?.emptied ?? false

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

/** The next conversations of customers that still say something. */
export const unwipedThreads = async (
  tx: Tx,
  customerIds: readonly string[],
  limit: number,
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${tx.workspaceId} and customer_id = any(${customerIds}::uuid[]) and anonymised_at is null
      order by id limit ${limit}`)
  ).map(({ id }) => id)
