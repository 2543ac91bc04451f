import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A note about a customer. */
export interface NoteRow {
  id: string
  text: string
  authorId: string | null
  createdAt: Date
}

/** Notes about a customer, newest first. */
export const noteRows = (db: Db, customerId: string): Promise<NoteRow[]> =>
  db.many(sql`
    select id, text, author_id as "authorId", created_at as "createdAt" from customer_notes
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} and removed_at is null order by id desc limit 500`)

/** Adds a note. */
export const insertNote = (tx: Tx, customerId: string, note: NoteRow): Promise<number> =>
  tx.run(sql`
    insert into customer_notes (workspace_id, id, customer_id, author_id, text, created_at)
    values (${tx.workspaceId}, ${note.id}, ${customerId}, ${note.authorId}, ${note.text}, ${note.createdAt})`)

/** Hides a note, so that it can be brought back; gives the number of rows hidden. */
export const hideNote = (tx: Tx, customerId: string, id: string): Promise<number> =>
  tx.run(sql`
    update customer_notes set removed_at = ${tx.now}
    where workspace_id = ${tx.workspaceId} and customer_id = ${customerId} and id = ${id} and removed_at is null`)

/** Brings a removed note back as it was; undefined when there is none, or it is there. */
export const unhideNote = (tx: Tx, customerId: string, id: string): Promise<NoteRow | undefined> =>
  tx.maybe(sql`
    update customer_notes set removed_at = null
    where workspace_id = ${tx.workspaceId} and customer_id = ${customerId} and id = ${id} and removed_at is not null
    returning id, text, author_id as "authorId", created_at as "createdAt"`)

/** Deletes what was removed before a moment. */
export const deleteHiddenNotes = (tx: Tx, before: Date): Promise<number> =>
  tx.run(sql`
    delete from customer_notes where workspace_id = ${tx.workspaceId} and removed_at < ${before}`)
