import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { newId } from '../../../kernel/ids.ts'

/** A tag. */
export interface TagRow {
  id: string
  name: string
  colour: string
}

/** Two spellings of one tag have the same key: full and half width, capitals and spaces don't count. */
export const tagKey = (name: string): string =>
  name.normalize('NFKC').toLowerCase().trim().replace(/\s+/g, ' ')

/** All tags by name. */
export const tagRows = (db: Db): Promise<TagRow[]> =>
  db.many(sql`select id, name, colour from tags where workspace_id = ${db.workspaceId} order by name_key`)

/** Adds a tag; undefined when there is one of that name. */
export const insertTag = (tx: Tx, tag: { name: string; colour: string }): Promise<TagRow | undefined> =>
  tx.maybe(sql`
    insert into tags (workspace_id, id, name, name_key, colour, created_at)
    values (${tx.workspaceId}, ${newId()}, ${tag.name.trim()}, ${tagKey(tag.name)}, ${tag.colour}, ${tx.now})
    on conflict (workspace_id, name_key) do nothing
    returning id, name, colour`)

/** Changes what is given. */
export const updateTagRow = (
  tx: Tx,
  id: string,
  change: { name?: string | undefined; colour?: string | undefined },
): Promise<TagRow | undefined> =>
  tx.maybe(sql`
    update tags set
      name = coalesce(${change.name?.trim() ?? null}, name),
      name_key = coalesce(${change.name === undefined ? null : tagKey(change.name)}, name_key),
      colour = coalesce(${change.colour ?? null}, colour)
    where workspace_id = ${tx.workspaceId} and id = ${id}
    returning id, name, colour`)

/** Removes a tag and takes it off every conversation. */
export const deleteTagRow = async (tx: Tx, id: string): Promise<number> => {
  await tx.run(sql`
    update conversations set tag_ids = array_remove(tag_ids, ${id}::uuid), version = version + 1
    where workspace_id = ${tx.workspaceId}
      and id in (select conversation_id from conversation_tags where workspace_id = ${tx.workspaceId} and tag_id = ${id})`)
  return tx.run(sql`delete from tags where workspace_id = ${tx.workspaceId} and id = ${id}`)
}

/** Ids of tags by name; those that are missing are made. */
export const ensureTags = async (tx: Tx, names: readonly string[]): Promise<Map<string, string>> => {
  const unique = [...new Map(names.map((name) => [tagKey(name), name.trim()])).entries()].filter(
    ([key]) => key !== '',
  )
  if (unique.length === 0) return new Map()
  await tx.run(sql`
    insert into tags (workspace_id, id, name, name_key, colour, created_at)
    select ${tx.workspaceId}, t.id, t.name, t.key, '#868e96', ${tx.now}
    from unnest(${unique.map(() => newId())}::uuid[], ${unique.map(([, name]) => name)}::text[], ${unique.map(([key]) => key)}::text[]) as t (id, name, key)
    on conflict (workspace_id, name_key) do nothing`)
  const rows = await tx.many<{ id: string; key: string }>(sql`
    select id, name_key as key from tags where workspace_id = ${tx.workspaceId} and name_key = any(${unique.map(([key]) => key)}::text[])`)
  return new Map(rows.map((row) => [row.key, row.id]))
}

/** Makes the conversation's tags findable: exactly these. */
export const replaceTagRows = async (
  tx: Tx,
  conversationId: string,
  tagIds: readonly string[],
): Promise<void> => {
  await tx.run(sql`
    delete from conversation_tags
    where workspace_id = ${tx.workspaceId} and conversation_id = ${conversationId} and not (tag_id = any(${tagIds}::uuid[]))`)
  await tx.run(sql`
    insert into conversation_tags (workspace_id, tag_id, conversation_id)
    select ${tx.workspaceId}, t.id, ${conversationId} from unnest(${tagIds}::uuid[]) as t (id)
    on conflict (workspace_id, tag_id, conversation_id) do nothing`)
}

/** Which of these tags exist, with their names. */
export const tagsByIds = (db: Db, ids: readonly string[]): Promise<TagRow[]> =>
  db.many(
    sql`select id, name, colour from tags where workspace_id = ${db.workspaceId} and id = any(${ids}::uuid[])`,
  )

/** Makes tags of many conversations findable. */
export const insertTagLinks = async (
  tx: Tx,
  links: readonly { tagId: string; conversationId: string }[],
): Promise<void> => {
  if (links.length === 0) return
  await tx.run(sql`
    insert into conversation_tags (workspace_id, tag_id, conversation_id)
    select ${tx.workspaceId}, l.tag_id, l.conversation_id
    from unnest(${links.map((l) => l.tagId)}::uuid[], ${links.map((l) => l.conversationId)}::uuid[]) as l (tag_id, conversation_id)
    on conflict (workspace_id, tag_id, conversation_id) do nothing`)
}
