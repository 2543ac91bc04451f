import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { FIRST_ID } from '../../../kernel/ids.ts'
import type { Item } from '../neutral.ts'

export type ItemKind = Item['kind']

/** Something that was read, as it is kept until it is made. */
export interface ItemRow {
  kind: ItemKind
  id: string
  parentId: string | null
  at: Date
  data: string
  raw: Buffer | null
}

/** Where a page begins: behind this one. */
export interface After {
  at: Date
  id: string
}

/** Keeps what was read; what came before under the same id is written anew. */
export const putItems = async (tx: Tx, importId: string, rows: readonly ItemRow[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into import_items as i (workspace_id, import_id, kind, id, parent_id, at, data, raw)
    select ${tx.workspaceId}, ${importId}, r.kind, r.id, r.parent_id, r.at, r.data, r.raw
    from unnest(
      ${rows.map((r) => r.kind)}::text[], ${rows.map((r) => r.id)}::text[], ${rows.map((r) => r.parentId)}::text[],
      ${rows.map((r) => r.at.toISOString())}::timestamptz[], ${rows.map((r) => r.data)}::text[], ${rows.map((r) => r.raw)}::bytea[]
    ) as r (kind, id, parent_id, at, data, raw)
    on conflict (workspace_id, import_id, kind, id) do update set
      parent_id = excluded.parent_id, at = least(i.at, excluded.at), data = excluded.data, raw = excluded.raw`)
}

/** The next things of a kind, in the order in which they happened there, with the size of each and of what was said in it. */
export const itemsAfter = (
  db: Db,
  importId: string,
  kind: ItemKind,
  { at, id }: After,
  limit: number,
): Promise<{ id: string; at: Date; size: number }[]> =>
  db.many(sql`
    select i.id, i.at, octet_length(i.data) + coalesce((
      select sum(octet_length(s.data)) from import_items s
      where s.workspace_id = ${db.workspaceId} and s.import_id = ${importId} and s.parent_id is not null and s.parent_id = i.id), 0)::integer as size
    from import_items i
    where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = ${kind}
      and (i.at, i.id) > (${at}::timestamptz, ${id}::text)
    order by i.at, i.id limit ${limit}`)

/** Things by their ids. */
export const itemsByIds = (
  db: Db,
  importId: string,
  kind: ItemKind,
  ids: readonly string[],
): Promise<{ id: string; at: Date; data: string }[]> =>
  db.many(sql`
    select i.id, i.at, i.data from import_items i
    where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = ${kind} and i.id = any(${ids}::text[])
    order by i.at, i.id`)

/** What was said in talks, by itself, in order; no more of each than `most`. */
export const saidOf = (
  db: Db,
  importId: string,
  talkIds: readonly string[],
  most: number,
): Promise<{ talkId: string; data: string }[]> =>
  db.many(sql`
    select s."talkId", s.data from unnest(${talkIds}::text[]) as t (id)
    cross join lateral (
      select i.parent_id as "talkId", i.data, i.at, i.id from import_items i
      where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.parent_id is not null and i.parent_id = t.id
      order by i.at, i.id limit ${most}) s
    order by s.at, s.id`)

/** How much was said in talks by itself, of those in which it is more than `most`. */
export const saidBeyond = async (
  db: Db,
  importId: string,
  talkIds: readonly string[],
  most: number,
): Promise<Map<string, number>> =>
  new Map(
    (
      await db.many<{ talkId: string; count: number }>(sql`
        select i.parent_id as "talkId", count(*) as count from import_items i
        where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.parent_id is not null
          and i.parent_id = any(${talkIds}::text[])
        group by i.parent_id having count(*) > ${most}`)
    ).map(({ talkId, count }) => [talkId, Number(count)]),
  )

/** A mail as it came. */
export const rawOf = async (db: Db, importId: string, id: string): Promise<Buffer | undefined> =>
  (
    await db.maybe<{ raw: Buffer | null }>(sql`
      select i.raw from import_items i
      where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = 'said' and i.id = ${id}`)
  )?.raw ?? undefined

/** How many things of each kind were read. */
export const countItems = async (db: Db, importId: string): Promise<Partial<Record<ItemKind, number>>> =>
  Object.fromEntries(
    (
      await db.many<{ kind: ItemKind; count: number }>(sql`
        select i.kind, count(*) as count from import_items i
        where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} group by i.kind`)
    ).map(({ kind, count }) => [kind, Number(count)]),
  )

/** How many messages name a talk that is not there; and which of those talks, some of them. */
export const orphans = (
  db: Db,
  importId: string,
  limit: number,
): Promise<{ talkId: string; count: number }[]> =>
  db.many(sql`
    select s.parent_id as "talkId", count(*) as count from import_items s
    where s.workspace_id = ${db.workspaceId} and s.import_id = ${importId} and s.kind = 'said' and s.parent_id is not null
      and not exists (
        select from import_items t
        where t.workspace_id = ${db.workspaceId} and t.import_id = ${importId} and t.kind = 'talk' and t.id = s.parent_id)
    group by s.parent_id order by s.parent_id limit ${limit}`)

/**
 * Moves mails one step towards the first mail of their thread: what a mail answers may itself answer something. Gives how
 * many moved.
 */
export const joinThreads = (tx: Tx, importId: string): Promise<number> =>
  tx.run(sql`
    update import_items c set parent_id = p.parent_id from import_items p
    where c.workspace_id = ${tx.workspaceId} and c.import_id = ${importId} and c.kind = 'said'
      and p.workspace_id = ${tx.workspaceId} and p.import_id = ${importId} and p.kind = 'said'
      and p.id = c.parent_id and p.parent_id <> c.parent_id and p.id <> c.id`)

/** Makes a talk of each thread of mails. */
export const talksOfThreads = (tx: Tx, importId: string): Promise<number> =>
  tx.run(sql`
    insert into import_items (workspace_id, import_id, kind, id, at, data)
    select ${tx.workspaceId}, ${importId}, 'talk', s.parent_id, min(s.at), '' from import_items s
    where s.workspace_id = ${tx.workspaceId} and s.import_id = ${importId} and s.kind = 'said' and s.parent_id is not null
    group by s.parent_id
    on conflict (workspace_id, import_id, kind, id) do nothing`)

/** Forgets some of what was read; gives how many. */
export const deleteItems = (tx: Tx, importId: string, limit: number): Promise<number> =>
  tx.run(sql`
    delete from import_items i where i.workspace_id = ${tx.workspaceId} and i.import_id = ${importId} and (i.kind, i.id) in (
      select o.kind, o.id from import_items o
      where o.workspace_id = ${tx.workspaceId} and o.import_id = ${importId} order by o.kind, o.id limit ${limit})`)

/** Something that was read, with its import. */
export interface PlacedItem {
  importId: string
  kind: ItemKind
  id: string
  data: string
}

/** What was read of any import that bears some words; behind a place, in order. */
export const itemsNaming = (
  tx: Tx,
  words: readonly string[],
  after: Pick<PlacedItem, 'importId' | 'kind' | 'id'> | undefined,
  limit: number,
): Promise<PlacedItem[]> =>
  tx.many(sql`
    select i.import_id as "importId", i.kind, i.id, i.data from import_items i
    where i.workspace_id = ${tx.workspaceId}
      and (i.import_id, i.kind, i.id) > (${after?.importId ?? FIRST_ID}::uuid, ${after?.kind ?? ''}::text, ${after?.id ?? ''}::text)
      and exists (
        select from unnest(${words}::text[]) as w (word)
        where position(w.word in lower(i.data)) > 0 or position(w.word in lower(i.id)) > 0)
    order by i.import_id, i.kind, i.id limit ${limit}`)

/** Forgets things that were read, and what was said in talks among them; gives how many. */
export const deletePlaced = (tx: Tx, items: readonly Omit<PlacedItem, 'data'>[]): Promise<number> =>
  tx.run(sql`
    delete from import_items i using unnest(
      ${items.map((one) => one.importId)}::uuid[], ${items.map((one) => one.kind)}::text[], ${items.map((one) => one.id)}::text[]
    ) as r (import_id, kind, id)
    where i.workspace_id = ${tx.workspaceId} and i.import_id = r.import_id
      and (i.kind = r.kind and i.id = r.id or r.kind = 'talk' and i.parent_id = r.id)`)

/** Writes anew what things say. A mail as it came is kept for its files alone, until they are. */
export const rewriteItems = (tx: Tx, items: readonly PlacedItem[]): Promise<number> =>
  tx.run(sql`
    update import_items i set data = r.data from unnest(
      ${items.map((one) => one.importId)}::uuid[], ${items.map((one) => one.kind)}::text[], ${items.map((one) => one.id)}::text[],
      ${items.map((one) => one.data)}::text[]
    ) as r (import_id, kind, id, data)
    where i.workspace_id = ${tx.workspaceId} and i.import_id = r.import_id and i.kind = r.kind and i.id = r.id`)

/** Everybody who answered there. */
export const agentItems = (db: Db, importId: string): Promise<{ data: string }[]> =>
  db.many(sql`
    select i.data from import_items i
    where i.workspace_id = ${db.workspaceId} and i.import_id = ${importId} and i.kind = 'agent' order by i.id limit 20000`)
