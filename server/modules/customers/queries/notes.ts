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
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} order by id desc limit 500`)

/** Adds a note. */
export const insertNote = (tx: Tx, customerId: string, note: NoteRow): Promise<number> =>
  tx.run(sql`
    insert into customer_notes (workspace_id, id, customer_id, author_id, text, created_at)
    values (${tx.workspaceId}, ${note.id}, ${customerId}, ${note.authorId}, ${note.text}, ${note.createdAt})`)

/** Removes a note; gives the number of rows removed. */
export const deleteNote = (tx: Tx, customerId: string, id: string): Promise<number> =>
  tx.run(sql`
    delete from customer_notes
    where workspace_id = ${tx.workspaceId} and customer_id = ${customerId} and id = ${id}`)
