import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import { among, type Sight } from '../../../kernel/sight.ts'

/** What a merge moves one by one. */
export type PartKind = 'identity' | 'note' | 'conversation' | 'draft'

/** A part that moved; `before`: what its undoing writes back beside the customer. */
export interface Part {
  id: string
  before: string | null
}

/** What is needed of a merge to move its parts. */
interface Way {
  id: string
  survivorId: string
  mergedId: string
}

/** Moves the merged customer's addresses to the survivor, each with where it was before any merge. */
export const moveIdentities = (tx: Tx, { id, survivorId, mergedId }: Way): Promise<number> =>
  tx.run(sql`
    with moved as (
      update identities i set customer_id = ${survivorId}, origin_id = coalesce(i.origin_id, i.customer_id)
      where i.workspace_id = ${tx.workspaceId} and i.customer_id = ${mergedId} returning i.id
    )
    insert into customer_merge_parts (workspace_id, merge_id, kind, part_id)
    select ${tx.workspaceId}, ${id}::uuid, 'identity', m.id from moved m
    on conflict (workspace_id, merge_id, kind, part_id) do nothing`)

/** Moves the merged customer's notes to the survivor, those among them that can still be brought back. */
export const moveNotes = (tx: Tx, { id, survivorId, mergedId }: Way): Promise<number> =>
  tx.run(sql`
    with moved as (
      update customer_notes n set customer_id = ${survivorId}
      where n.workspace_id = ${tx.workspaceId} and n.customer_id = ${mergedId} returning n.id
    )
    insert into customer_merge_parts (workspace_id, merge_id, kind, part_id)
    select ${tx.workspaceId}, ${id}::uuid, 'note', m.id from moved m
    on conflict (workspace_id, merge_id, kind, part_id) do nothing`)

/** Gives the survivor the merged customer's inboxes; the merged one keeps them. */
export const shareInboxes = (tx: Tx, { survivorId, mergedId }: Way): Promise<number> =>
  tx.run(sql`
    insert into customer_inboxes (workspace_id, customer_id, inbox_id, by_merge)
    select ${tx.workspaceId}, ${survivorId}::uuid, l.inbox_id, true from customer_inboxes l
    where l.workspace_id = ${tx.workspaceId} and l.customer_id = ${mergedId} order by l.inbox_id
    on conflict (workspace_id, customer_id, inbox_id) do nothing`)

/**
 * Gives addresses back to the merged customer: those that were with one of `group` before any merge, or came with a message
 * from such an address since.
 */
export const returnIdentities = (
  tx: Tx,
  { id, survivorId, mergedId }: Way,
  group: readonly string[],
): Promise<number> =>
  tx.run(sql`
    with parts as (
      delete from customer_merge_parts p
      where p.workspace_id = ${tx.workspaceId} and p.merge_id = ${id} and p.kind = 'identity'
    )
    update identities i set customer_id = ${mergedId}, origin_id = nullif(i.origin_id, ${mergedId}::uuid)
    where i.workspace_id = ${tx.workspaceId} and i.customer_id = ${survivorId} and i.origin_id = any(${group}::uuid[])`)

/** Gives notes back that a merge moved and that are still with the survivor. */
export const returnNotes = (tx: Tx, { id, survivorId, mergedId }: Way): Promise<number> =>
  tx.run(sql`
    with parts as (
      delete from customer_merge_parts p
      where p.workspace_id = ${tx.workspaceId} and p.merge_id = ${id} and p.kind = 'note' returning p.part_id
    )
    update customer_notes n set customer_id = ${mergedId}
    from parts p
    where n.workspace_id = ${tx.workspaceId} and n.id = p.part_id and n.customer_id = ${survivorId}`)

/**
 * Takes from a customer the inboxes that only merges brought: neither they nor anybody who still leads to them spoke
 * there. `spoken`: where they have conversations.
 */
export const dropSharedInboxes = (tx: Tx, customerId: string, spoken: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from customer_inboxes l
    where l.workspace_id = ${tx.workspaceId} and l.customer_id = ${customerId} and l.by_merge
      and l.inbox_id <> all(${spoken}::uuid[])
      and not exists (
        select from customers m
        join customer_inboxes k on k.workspace_id = ${tx.workspaceId} and k.customer_id = m.id and k.inbox_id = l.inbox_id
        where m.workspace_id = ${tx.workspaceId} and m.merged_into = ${customerId}::uuid)`)

/** Keeps that parts moved. */
export const insertParts = (
  tx: Tx,
  mergeId: string,
  kind: PartKind,
  parts: readonly Part[],
): Promise<number> =>
  tx.run(sql`
    insert into customer_merge_parts (workspace_id, merge_id, kind, part_id, before)
    select ${tx.workspaceId}, ${mergeId}::uuid, ${kind}, p.id, p.before
    from unnest(${parts.map(({ id }) => id)}::uuid[], ${parts.map(({ before }) => before)}::text[]) as p (id, before)
    on conflict (workspace_id, merge_id, kind, part_id) do nothing`)

/** Takes parts out of a merge's record, to give them back. */
export const takeParts = (tx: Tx, mergeId: string, kind: PartKind, limit: number): Promise<Part[]> =>
  tx.many(sql`
    delete from customer_merge_parts p
    where p.workspace_id = ${tx.workspaceId} and p.merge_id = ${mergeId} and p.kind = ${kind} and p.part_id in (
      select n.part_id from customer_merge_parts n
      where n.workspace_id = ${tx.workspaceId} and n.merge_id = ${mergeId} and n.kind = ${kind} order by n.part_id limit ${limit})
    returning p.part_id as id, p.before`)

const ofSight = (db: Db, sight: Sight): Sql =>
  sight === null
    ? nothing
    : sql` and (p.kind <> 'conversation' or exists (select from conversations v
        where v.workspace_id = ${db.workspaceId} and v.id = p.part_id and v.merged_into is null and ${among(sql`v.inbox_id`, sight)}))`

/** How many parts of each kind some merges hold; of conversations those in sight alone, as their customers are counted. */
export const partCounts = (
  db: Db,
  mergeIds: readonly string[],
  sight: Sight,
): Promise<{ mergeId: string; kind: PartKind; count: number }[]> =>
  db.many(sql`
    select p.merge_id as "mergeId", p.kind, count(*)::integer as count from customer_merge_parts p
    where p.workspace_id = ${db.workspaceId} and p.merge_id = any(${mergeIds}::uuid[])${ofSight(db, sight)} group by p.merge_id, p.kind`)

/** Counts conversations at one customer that were counted at another. */
export const shiftCount = (tx: Tx, from: string, to: string, times: number): Promise<number> =>
  tx.run(sql`
    update customers c set conversation_count = greatest(0,
      case when c.id = ${from}::uuid then c.conversation_count - ${times}::integer else c.conversation_count + ${times}::integer end)
    where c.workspace_id = ${tx.workspaceId} and c.id in (${from}::uuid, ${to}::uuid)`)

/** Writes when a customer was last heard of, unless they are known to have been silent for longer. */
export const lowerLastSeen = (tx: Tx, id: string, at: Date): Promise<number> =>
  tx.run(sql`
    update customers set last_seen_at = ${at}
    where workspace_id = ${tx.workspaceId} and id = ${id} and last_seen_at > ${at}`)
