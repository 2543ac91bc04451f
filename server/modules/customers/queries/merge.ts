import type { Caller } from '../../../kernel/caller.ts'
import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Actor } from '../actor.ts'
import type { Taken } from '../take-over.ts'
import { countedFor, seenBy } from './rows.ts'

/** Why two customers are taken for one person. */
// not-a-channel: an address of mail as a sign of who somebody is
export type MergeReason = 'manual' | 'phone' | 'email' | 'name' | 'order' | 'proof'

/** A merge as it is kept. */
export interface MergeRow {
  id: string
  survivorId: string
  mergedId: string
  reason: MergeReason
  taken: Taken
  at: Date
  settledAt: Date | null
  undoneAt: Date | null
}

/** A customer's own fields, as merging compares and writes them. */
export interface FieldsRow {
  id: string
  name: string
  named: boolean
  kana: string | null
  language: string | null
  attributes: Record<string, string | number | boolean>
  lastSeenAt: Date
  mergedInto: string | null
}

const mergeColumns = sql`id, survivor_id as "survivorId", merged_id as "mergedId", reason, taken, at,
  settled_at as "settledAt", undone_at as "undoneAt"`

const fields = sql`c.id, c.name, c.named, c.kana, c.language, c.attributes, c.last_seen_at as "lastSeenAt",
  c.merged_into as "mergedInto"`

/** Customers with their own fields, held until the end of the transaction in the order of their ids. */
export const holdFields = (tx: Tx, ids: readonly string[]): Promise<FieldsRow[]> =>
  tx.many(sql`
    select ${fields} from customers c
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[]) order by c.id for update`)

/** The same, only to be read. */
export const fieldRows = (db: Db, ids: readonly string[]): Promise<FieldsRow[]> =>
  db.many(sql`
    select ${fields} from customers c where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])`)

/** Writes a customer's own fields. */
export const writeFields = (tx: Tx, row: FieldsRow): Promise<number> =>
  tx.run(sql`
    update customers set name = ${row.name}, named = ${row.named}, kana = ${row.kana}, language = ${row.language},
      attributes = ${JSON.stringify(row.attributes)}::jsonb, last_seen_at = ${row.lastSeenAt}, merged_into = ${row.mergedInto}::uuid
    where workspace_id = ${tx.workspaceId} and id = ${row.id}`)

/** Leads everybody who led to one customer to another. */
export const leadMembers = (tx: Tx, from: string, to: string): Promise<number> =>
  tx.run(sql`
    update customers set merged_into = ${to}::uuid where workspace_id = ${tx.workspaceId} and merged_into = ${from}::uuid`)

/** Customers who lead to this one, without itself. */
export const memberRows = (db: Db, id: string): Promise<FieldsRow[]> =>
  db.many(sql`
    select ${fields} from customers c
    where c.workspace_id = ${db.workspaceId} and c.merged_into = ${id}::uuid order by c.id`)

/** Which of some customers the caller may see, merged ones among them. */
export const seenAmong = async (db: Db, caller: Caller, ids: readonly string[]): Promise<Set<string>> => {
  const rows = await db.many<{ id: string }>(sql`
    select c.id from customers c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])${seenBy(db, caller)}`)
  return new Set(rows.map(({ id }) => id))
}

/** Keeps a merge. */
export const insertMerge = (
  tx: Tx,
  row: Pick<MergeRow, 'id' | 'survivorId' | 'mergedId' | 'reason' | 'taken'> & {
    seenBefore: Date
    actor: Actor
  },
): Promise<number> =>
  tx.run(sql`
    insert into customer_merges
      (workspace_id, id, survivor_id, merged_id, reason, taken, seen_before, actor_kind, actor_id, actor_name, at)
    values (${tx.workspaceId}, ${row.id}, ${row.survivorId}, ${row.mergedId}, ${row.reason}, ${JSON.stringify(row.taken)}::jsonb,
      ${row.seenBefore}, ${row.actor.kind}, ${row.actor.id}::uuid, ${row.actor.name}, ${tx.now})`)

/** One merge. */
export const mergeRow = (db: Db, id: string): Promise<MergeRow | undefined> =>
  db.maybe(sql`
    select ${mergeColumns} from customer_merges where workspace_id = ${db.workspaceId} and id = ${id}`)

const standing = (db: Db, which: Sql): Promise<MergeRow[]> =>
  db.many(sql`
    select ${mergeColumns} from customer_merges
    where workspace_id = ${db.workspaceId} and undone_at is null and ${which} order by id`)

/** Merges that brought others to this customer and stand, oldest first. */
export const mergesInto = (db: Db, survivorId: string): Promise<MergeRow[]> =>
  standing(db, sql`survivor_id = ${survivorId}`)

/** The merges by which some customers lead elsewhere. */
export const mergesOf = (db: Db, mergedIds: readonly string[]): Promise<MergeRow[]> =>
  standing(db, sql`merged_id = any(${mergedIds}::uuid[])`)

/** True while something of a merge, or of its undoing, is still on its way from or to one of these. */
export const isUnderWay = async (db: Db, ids: readonly string[]): Promise<boolean> =>
  (await db.maybe(sql`
    select 1 from customer_merges
    where workspace_id = ${db.workspaceId} and settled_at is null
      and (survivor_id = any(${ids}::uuid[]) or merged_id = any(${ids}::uuid[])) limit 1`)) !== undefined

/** Writes that a merge is undone, and by whom; what it moved is on its way back from now on. */
export const undoMergeRow = (tx: Tx, id: string, actor: Actor): Promise<number> =>
  tx.run(sql`
    update customer_merges set undone_at = ${tx.now}, undone_by_id = ${actor.id}::uuid, undone_by_name = ${actor.name}, settled_at = null
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Writes what the survivor took over. */
export const writeTaken = (tx: Tx, id: string, taken: Taken): Promise<number> =>
  tx.run(sql`
    update customer_merges set taken = ${JSON.stringify(taken)}::jsonb where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Writes that everything of a merge has followed. */
export const settleMergeRow = (tx: Tx, id: string): Promise<number> =>
  tx.run(sql`
    update customer_merges set settled_at = ${tx.now} where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** When a customer was last heard of before they took anybody in, and when that was; undefined: they never did. */
export const firstMergeInto = (
  db: Db,
  survivorId: string,
): Promise<{ seenBefore: Date; at: Date } | undefined> =>
  db.maybe(sql`
    select seen_before as "seenBefore", at from customer_merges
    where workspace_id = ${db.workspaceId} and survivor_id = ${survivorId} order by id limit 1`)

/** Which of a customer's fields somebody changed since a merge. */
export const changedSince = (
  db: Db,
  customerId: string,
  mergeId: string,
): Promise<{ kind: string; subject: string | null }[]> =>
  db.many(sql`
    select distinct kind, subject from customer_changes
    where workspace_id = ${db.workspaceId} and customer_id = ${customerId} and id > ${mergeId}
      and kind in ('name', 'kana', 'language', 'attribute')`)

/** A merge as the customer's history shows it. */
export interface ShownMergeRow extends MergeRow {
  mergedName: string
  actorKind: 'agent' | 'system'
  actorId: string | null
  actorName: string
  undoneBy: string | null
  /** Conversations that are still with the merged customer, in the caller's sight. */
  left: number
}

/** Merges that brought others to a customer, newest first. */
export const shownMerges = (db: Db, caller: Caller, survivorId: string): Promise<ShownMergeRow[]> =>
  db.many(sql`
    select m.id, m.survivor_id as "survivorId", m.merged_id as "mergedId", m.reason, m.taken, m.at, m.settled_at as "settledAt",
      m.undone_at as "undoneAt", c.name as "mergedName", m.actor_kind as "actorKind", m.actor_id as "actorId",
      m.actor_name as "actorName", m.undone_by_name as "undoneBy",
      case when m.undone_at is null then ${countedFor(db, caller)} else 0 end as left
    from customer_merges m
    join customers c on c.workspace_id = ${db.workspaceId} and c.id = m.merged_id
    where m.workspace_id = ${db.workspaceId} and m.survivor_id = ${survivorId} order by m.id desc limit 200`)
