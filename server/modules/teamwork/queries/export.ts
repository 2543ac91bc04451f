import { sql, type Db } from '../../../kernel/db/index.ts'

/** Something that was written about a thread. */
export interface WrittenAbout {
  threadId: string
  text: string
  at: Date
}

/** What is to be done about threads, or was. */
export const tasksAbout = (db: Db, threadIds: readonly string[]): Promise<WrittenAbout[]> =>
  db.many(sql`
    select t.conversation_id as "threadId", t.title as text, t.created_at as at from tasks t
    where t.workspace_id = ${db.workspaceId} and t.conversation_id = any(${threadIds}::uuid[]) and t.removed_at is null
      and t.title <> ''
    order by t.created_at, t.id`)

/** Notes between shifts that are about threads. One that is about others, too, speaks of them, and is left out. */
export const postsAbout = (db: Db, threadIds: readonly string[]): Promise<WrittenAbout[]> =>
  db.many(sql`
    select min(k.conversation_id::text) as "threadId", p.body as text, p.created_at as at
    from posts p
    join post_conversations k on k.workspace_id = ${db.workspaceId} and k.post_id = p.id
    where p.workspace_id = ${db.workspaceId} and p.removed_at is null and p.body <> ''
      and exists (select from post_conversations o
        where o.workspace_id = ${db.workspaceId} and o.post_id = p.id and o.conversation_id = any(${threadIds}::uuid[]))
    group by p.id, p.body, p.created_at
    having bool_and(k.conversation_id = any(${threadIds}::uuid[]))
    order by p.created_at, p.id`)

/** What others were asked about threads, and what they answered, each with who said it. */
export const asidesAbout = (db: Db, threadIds: readonly string[]): Promise<WrittenAbout[]> =>
  db.many(sql`
    select a.conversation_id as "threadId", concat_ws(E'\n', a.subject, m.author_name, m.text) as text, m.at
    from asides a
    join aside_messages m on m.workspace_id = ${db.workspaceId} and m.aside_id = a.id and m.text <> ''
    where a.workspace_id = ${db.workspaceId} and a.conversation_id = any(${threadIds}::uuid[])
    order by m.at, m.id`)
