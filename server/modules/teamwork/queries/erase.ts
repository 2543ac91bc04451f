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

/**
 * What was asked of others about these conversations says nothing any more, is done with, and leads nowhere: no answer comes in,
 * no link opens it, and what has not left does not leave. To whom it went stays: they are nobody who was erased.
 */
export const wipeAsides = async (tx: Tx, conversationIds: readonly string[]): Promise<number> => {
  const rows = await tx.many<{ id: string }>(sql`
    update asides set subject = '', state = 'closed', closed_at = coalesce(closed_at, ${tx.now}), link_until = null,
      link_epoch = link_epoch + 1
    where workspace_id = ${tx.workspaceId} and conversation_id = any(${conversationIds}::uuid[]) and subject <> ''
    returning id`)
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) return 0
  await tx.run(
    sql`delete from aside_keys where workspace_id = ${tx.workspaceId} and aside_id = any(${ids}::uuid[])`,
  )
  return tx.run(sql`
    update aside_messages set text = '', files = '{}', reason = null, channel_key = null,
      state = case when state = 'queued' then 'cancelled' when state = 'sending' then 'uncertain' else state end
    where workspace_id = ${tx.workspaceId} and aside_id = any(${ids}::uuid[])`)
}

/** What was said with others in which one of some words stands. */
export const asidesWith = (tx: Tx, words: readonly string[]): Promise<Written[]> =>
  tx.many(sql`
    select m.id, m.text from aside_messages m
    where m.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`m.text`, words)} order by m.id for update`)

/** Writes what was said with others. */
export const writeAsides = (tx: Tx, rows: readonly Written[]): Promise<number> =>
  tx.run(sql`
    update aside_messages m set text = r.text from ${written(rows)}
    where m.workspace_id = ${tx.workspaceId} and m.id = r.id`)

/** What asides are about, in which one of some words stands. */
export const aboutWith = (tx: Tx, words: readonly string[]): Promise<Written[]> =>
  tx.many(sql`
    select a.id, a.subject as text from asides a
    where a.workspace_id = ${tx.workspaceId} and ${holdsAny(sql`a.subject`, words)} order by a.id for update`)

/** Writes what asides are about. */
export const writeAbout = (tx: Tx, rows: readonly Written[]): Promise<number> =>
  tx.run(sql`
    update asides a set subject = r.text from ${written(rows)}
    where a.workspace_id = ${tx.workspaceId} and a.id = r.id`)

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
