import { sql, type Sql, type Tx } from '../../../kernel/db/index.ts'
import { holdsAny } from '../../../kernel/personal.ts'

/** What is to be done about conversations says nothing any more; that it was done, when and by whom stays. */
export const wipeTasks = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update tasks set title = '' where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[])
      and title <> ''`)

/**
 * Notes that are about these conversations and no others say nothing any more: they speak of whoever wrote there. Who has
 * read them stays.
 */
export const wipePosts = (tx: Tx, conversationIds: readonly string[]): Promise<number> =>
  tx.run(sql`
    update posts p set title = '', body = '' where p.workspace_id = ${tx.workspaceId} and p.body <> ''
      and exists (select from post_conversations k
        where k.workspace_id = ${tx.workspaceId} and k.post_id = p.id and k.conversation_id = any(${conversationIds}::uuid[]))
      and not exists (select from post_conversations k
        where k.workspace_id = ${tx.workspaceId} and k.post_id = p.id and k.conversation_id <> all(${conversationIds}::uuid[]))`)

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

/** A post's words. */
export interface PostWords {
  id: string
  title: string
  body: string
}

/** Posts in which one of some words stands. */
export const postsWith = (tx: Tx, words: readonly string[]): Promise<PostWords[]> =>
  tx.many(sql`
    select p.id, p.title, p.body from posts p
    where p.workspace_id = ${tx.workspaceId} and (${holdsAny(sql`p.title`, words)} or ${holdsAny(sql`p.body`, words)})
    order by p.id for update`)

/** Writes the words of posts. */
export const writePosts = (tx: Tx, rows: readonly PostWords[]): Promise<number> =>
  tx.run(sql`
    update posts p set title = r.title, body = r.body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (id uuid, title text, body text)
    where p.workspace_id = ${tx.workspaceId} and p.id = r.id`)
