import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import type { Actor } from '../../customers/index.ts'
import type { Kept } from '../linking/kept-state.ts'
import type { SplitOff } from './homes.ts'
import { shownName } from './rows.ts'

/** A merge or a split. */
export interface LinkRow {
  id: string
  kind: 'merge' | 'split'
  fromId: string
  intoId: string
  messageCount: number
  /** Of a split. */
  messages: SplitOff[]
  kept: Kept
  at: Date
  undoneAt: Date | null
}

const columns = sql`l.id, l.kind, l.from_id as "fromId", l.into_id as "intoId", l.message_count as "messageCount", l.messages,
  l.kept, l.at, l.undone_at as "undoneAt"`

/** Keeps a merge or a split. */
export const insertLink = (
  tx: Tx,
  link: Omit<LinkRow, 'at' | 'undoneAt'> & { actor: Actor },
): Promise<number> =>
  tx.run(sql`
    insert into conversation_links (workspace_id, id, kind, from_id, into_id, message_count, messages, kept, actor_kind, actor_id,
      actor_name, at)
    values (${tx.workspaceId}, ${link.id}, ${link.kind}, ${link.fromId}, ${link.intoId}, ${link.messageCount},
      ${JSON.stringify(link.messages)}::jsonb, ${JSON.stringify(link.kept)}::jsonb, ${link.actor.kind}, ${link.actor.id}::uuid,
      ${link.actor.name}, ${tx.now})`)

/** One of them. */
export const linkRow = (db: Db, id: string): Promise<LinkRow | undefined> =>
  db.maybe(
    sql`select ${columns} from conversation_links l where l.workspace_id = ${db.workspaceId} and l.id = ${id}`,
  )

/** All that touch some conversations, newest first. */
export const linksOf = (db: Db, ids: readonly string[]): Promise<LinkRow[]> =>
  db.many(
    sql`select ${columns} from conversation_links l where ${touching(db, ids)} order by l.id desc limit 500`,
  )

const touching = (db: Db, ids: readonly string[]): Sql => sql`
  l.workspace_id = ${db.workspaceId} and (l.from_id = any(${ids}::uuid[]) or l.into_id = any(${ids}::uuid[]))`

/** Who stands at one end of a link. */
export interface SideRow {
  id: string
  number: number
  subject: string
  inboxId: string
  /** By which it is seen now: its own, or that of the conversation that it leads to. */
  placeId: string
  customerId: string
  customerName: string
}

const sides = (db: Db, which: Sql): Promise<SideRow[]> =>
  db.many(sql`
    select c.id, c.number, c.subject, c.inbox_id as "inboxId", s.inbox_id as "placeId", c.customer_id as "customerId",
      ${shownName} as "customerName"
    from conversations c
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and ${which}`)

/** Conversations by id, merged ones included. */
export const sideRows = (db: Db, ids: readonly string[]): Promise<SideRow[]> =>
  sides(db, sql`c.id = any(${ids}::uuid[])`)

/** All whose messages stand in a conversation: itself, and what was merged into it, newest first. */
export const homesIn = (db: Db, conversationId: string): Promise<SideRow[]> =>
  sides(
    db,
    sql`c.id in (
      select ${conversationId}::uuid union all
      select o.id from conversations o
      where o.workspace_id = ${db.workspaceId} and o.merged_into = ${conversationId} and o.merged_into is not null)
    order by c.last_activity_at desc, c.id`,
  )

/** Who made links, and who undid them. */
export const linkActors = (
  db: Db,
  ids: readonly string[],
): Promise<
  {
    id: string
    kind: Actor['kind']
    actorId: string | null
    name: string
    undoneByKind: Actor['kind'] | null
    undoneById: string | null
    undoneByName: string | null
  }[]
> =>
  db.many(sql`
    select l.id, l.actor_kind as kind, l.actor_id as "actorId", l.actor_name as name, l.undone_by_kind as "undoneByKind",
      l.undone_by_id as "undoneById", l.undone_by_name as "undoneByName"
    from conversation_links l where l.workspace_id = ${db.workspaceId} and l.id = any(${ids}::uuid[])`)

/** Lets splits that took messages of some homes out of a survivor lead to where those homes stand by themselves. */
export const repointSplits = (
  tx: Tx,
  { from, to, homes }: { from: string; to: string; homes: readonly string[] },
): Promise<number> =>
  tx.run(sql`
    update conversation_links l set from_id = ${to}, kept = jsonb_set(l.kept, '{after}', '{}')
    where l.workspace_id = ${tx.workspaceId} and l.kind = 'split' and l.undone_at is null and l.from_id = ${from}
      and exists (
        select from jsonb_array_elements(l.messages) as m where (m ->> 'homeId')::uuid = any(${homes}::uuid[]))`)

/** Notes that a link was undone; 0 when it was already. */
export const undoLinkRow = (tx: Tx, id: string, actor: Actor): Promise<number> =>
  tx.run(sql`
    update conversation_links set undone_at = ${tx.now}, undone_by_kind = ${actor.kind}, undone_by_id = ${actor.id}::uuid,
      undone_by_name = ${actor.name}
    where workspace_id = ${tx.workspaceId} and id = ${id} and undone_at is null`)
