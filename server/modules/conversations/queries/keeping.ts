import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { idAt } from '../../../kernel/ids.ts'

/** Nothing of a conversation (alias `c`), or of what was merged into another one, still waits to leave us. */
const nothingWaits = (db: Db): Sql => {
  const waits = sql`m.receipt in ('awaiting', 'scheduled', 'queued', 'held', 'sending')`
  return sql`
    not exists (select from messages m where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and ${waits})
    and not exists (select from messages m where m.workspace_id = ${db.workspaceId} and m.home_id = c.id and ${waits})`
}

/** The message of an attachment (alias `a`) came in, or left us: whatever else may still be sent with it, or once more. */
const isThrough = (db: Db): Sql => sql`
  not exists (
    select from messages m
    where m.workspace_id = ${db.workspaceId} and m.id = a.message_id
      and m.receipt in ('awaiting', 'scheduled', 'queued', 'held', 'sending', 'failed', 'uncertain'))`

/** Conversations that were resolved before a moment and still say something, nothing of which waits to leave. */
export const resolvedBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(c.resolved_at) as oldest from conversations c
    where c.workspace_id = ${db.workspaceId} and c.status = 'resolved' and c.resolved_at < ${before} and c.anonymised_at is null
      and ${nothingWaits(db)}`)

/** The next of them behind an id, held: whoever writes in it meanwhile waits, and begins anew. */
export const nextResolved = (
  tx: Tx,
  before: Date,
  after: string,
): Promise<{ id: string; at: Date } | undefined> =>
  tx.maybe(sql`
    select c.id, c.resolved_at as at from conversations c
    where c.workspace_id = ${tx.workspaceId} and c.id > ${after}::uuid and c.status = 'resolved' and c.resolved_at < ${before}
      and c.anonymised_at is null and ${nothingWaits(tx)}
    order by c.id limit 1 for update of c`)

/** What was merged into a conversation: it stands in it, and goes with it. */
export const mergedInto = async (tx: Tx, id: string): Promise<string[]> =>
  (
    await tx.many<{ id: string }>(sql`
      select id from conversations
      where workspace_id = ${tx.workspaceId} and merged_into = ${id}`)
  ).map((one) => one.id)

/** Attachments of messages from before a moment that still have their content. */
export const filesBefore = (db: Db, before: Date): Promise<{ rows: number; oldest: Date | null }> =>
  db.one(sql`
    select count(*) as rows, min(a.created_at) as oldest from attachments a
    where a.workspace_id = ${db.workspaceId} and a.id < ${idAt(before)}::uuid and a.created_at < ${before}
      and a.message_id is not null and a.file_id is not null and ${isThrough(db)}`)

/** The next of them behind an id. */
export const nextFiles = (
  tx: Tx,
  { before, after, limit }: { before: Date; after: string; limit: number },
): Promise<{ id: string; fileId: string; messageId: string; at: Date }[]> =>
  tx.many(sql`
    select a.id, a.file_id as "fileId", a.message_id as "messageId", a.created_at as at from attachments a
    where a.workspace_id = ${tx.workspaceId} and a.id > ${after}::uuid and a.id < ${idAt(before)}::uuid and a.created_at < ${before}
      and a.message_id is not null and a.file_id is not null and ${isThrough(tx)}
    order by a.id limit ${limit}`)

/** Says of attachments that their content is not kept any more. */
export const emptyAttachments = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    update attachments set file_id = null, problem = 'expired'
    where workspace_id = ${tx.workspaceId} and id = any(${ids}::uuid[])`)
