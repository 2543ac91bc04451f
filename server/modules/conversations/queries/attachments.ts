import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** An attachment's row with where it belongs. */
export interface AttachmentRow {
  id: string
  name: string
  type: string
  size: number
  fileId: string | null
  messageId: string | null
  inboxId: string | null
  uploadedBy: string | null
}

/** One attachment with the inbox of its conversation. */
export const attachmentRow = (db: Db, id: string): Promise<AttachmentRow | undefined> =>
  db.maybe(sql`
    select a.id, a.name, a.type, a.size, a.file_id as "fileId", a.message_id as "messageId", c.inbox_id as "inboxId", a.uploaded_by as "uploadedBy"
    from attachments a
    left join messages m on m.workspace_id = ${db.workspaceId} and m.id = a.message_id
    left join conversations b on b.workspace_id = ${db.workspaceId} and b.id = a.beside_id
    left join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when m.id is not null then m.conversation_id when b.merged_into is null then b.id else b.merged_into end
    where a.workspace_id = ${db.workspaceId} and a.id = ${id}`)

/** A file of a message. */
export interface NewAttachment {
  id: string
  messageId: string | null
  uploadedBy: string | null
  fileId: string | null
  name: string
  type: string
  size: number
  inline: boolean
  contentId: string | null
  problem: string | null
  position: number
}

/** Adds attachments. */
export const insertAttachments = async (tx: Tx, rows: readonly NewAttachment[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into attachments (workspace_id, id, message_id, uploaded_by, file_id, name, type, size, inline, content_id, problem, position, created_at)
    select ${tx.workspaceId}, r.id, r."messageId", r."uploadedBy", r."fileId", r.name, r.type, r.size, r.inline, r."contentId", r.problem, r.position, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (
      id uuid, "messageId" uuid, "uploadedBy" uuid, "fileId" uuid, name text, type text, size bigint, inline boolean,
      "contentId" text, problem text, position integer)`)
}

/**
 * Gives uploaded files to a message; only the uploader's own, only those that belong to none. Those of `inline` get the
 * Content-ID by which the message's HTML shows them. Gives how many.
 */
export const claimUploads = (
  tx: Tx,
  ids: readonly string[],
  messageId: string,
  uploadedBy: string | null,
  inline: ReadonlyMap<string, string>,
): Promise<number> =>
  tx.run(sql`
    update attachments set message_id = ${messageId}, position = array_position(${ids}::uuid[], id),
      inline = id = any(${[...inline.keys()]}::uuid[]),
      content_id = (${[...inline.values()]}::text[])[array_position(${[...inline.keys()]}::uuid[], id)]
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and message_id is null and beside_id is null
      and uploaded_by is not distinct from ${uploadedBy}::uuid`)

/** Takes uploaded files out of messages' reach: they stand beside a conversation. Only the uploader's own. Gives how many. */
export const holdBeside = (
  tx: Tx,
  ids: readonly string[],
  conversationId: string,
  uploadedBy: string | null,
): Promise<number> =>
  tx.run(sql`
    update attachments set beside_id = ${conversationId}, uploaded_by = null
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[]) and message_id is null and beside_id is null
      and uploaded_by is not distinct from ${uploadedBy}::uuid`)

/** Keeps files that came in beside a conversation. */
export const insertBeside = async (
  tx: Tx,
  conversationId: string,
  files: readonly Pick<NewAttachment, 'id' | 'fileId' | 'name' | 'type' | 'size' | 'problem'>[],
): Promise<void> => {
  if (files.length === 0) return
  await tx.run(sql`
    insert into attachments (workspace_id, id, beside_id, file_id, name, type, size, inline, problem, position, created_at)
    select ${tx.workspaceId}, r.id, ${conversationId}, r."fileId", r.name, r.type, r.size, false, r.problem, 0, ${tx.now}
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as r (
      id uuid, "fileId" uuid, name text, type text, size bigint, problem text)`)
}

/** Removes what stands beside conversations; gives the files. */
export const deleteBeside = async (tx: Tx, conversationIds: readonly string[]): Promise<string[]> =>
  (
    await tx.many<{ fileId: string | null }>(sql`
      delete from attachments a
      where a.workspace_id = ${tx.workspaceId} and a.beside_id = any(${conversationIds}::uuid[])
      returning a.file_id as "fileId"`)
  ).flatMap(({ fileId }) => fileId ?? [])

/** Takes the files of a message back to its writer: the message was undone. Gives their ids. */
export const releaseUploads = async (
  tx: Tx,
  messageId: string,
  uploadedBy: string | null,
): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      update attachments set message_id = null, uploaded_by = ${uploadedBy}::uuid
      where workspace_id = ${tx.workspaceId} and message_id = ${messageId} returning id`)
  ).map((row) => row.id)

/** Deletes uploads from before a moment that belong to no message and stand in nobody's draft; gives how many. */
export const deleteForgottenUploads = (db: Db, before: Date, limit: number): Promise<number> =>
  db.run(sql`
    delete from attachments where workspace_id = ${db.workspaceId} and message_id is null and id in (
      select a.id from attachments a
      where a.workspace_id = ${db.workspaceId} and a.message_id is null and a.beside_id is null and a.created_at < ${before}
        and not exists (
          select from drafts d
          where d.workspace_id = ${db.workspaceId} and position(a.id::text in d.body::text) > 0)
        and not exists (
          select from first_drafts f
          where f.workspace_id = ${db.workspaceId} and position(a.id::text in f.body::text) > 0)
      order by a.created_at limit ${limit})`)

/** Files from before a moment that no attachment uses, locked: whoever wants to use one waits, and keeps it anew. */
export const lockUnusedFiles = async (tx: Tx, before: Date, limit: number): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select f.id from files f
      where f.workspace_id = ${tx.workspaceId} and f.created_at < ${before} and not exists (
        select from attachments a where a.workspace_id = ${tx.workspaceId} and a.file_id = f.id)
      limit ${limit} for update of f skip locked`)
  ).map((row) => row.id)
