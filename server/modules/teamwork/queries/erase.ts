import { sql, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'

/** What is to be done about conversations says nothing any more; that it was done, when and by whom stays. */
export const wipeTasks = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update tasks set title = '' where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and title <> ''`)

/** A text of the room's that people write. */
export interface Written {
  id: string
  text: string
}

/** Titles of tasks in which one of some words stands. */
export const titlesWith = (tx: Tx, words: readonly string[]): Promise<Written[]> =>
  tx.many(sql`
    select t.id, t.title as text from tasks t
    where t.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`t.title`, words)} order by t.id for update`)

const written = (rows: readonly Written[]): Sql =>
  sql`unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ text }) => text)}::text[]) as r (id, text)`

/** Writes titles of tasks. */
export const writeTitles = (tx: Tx, rows: readonly Written[]): Promise<number> =>
  tx.run(sql`
    update tasks t set title = r.text from ${written(rows)}
    where t.workspace_id = ${tx.workspaceId} and t.id = r.id`)
