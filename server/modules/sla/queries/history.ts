import { sql, type Db } from '../../../kernel/db/index.ts'
import type { Conversation } from '../../conversations/contract.ts'
import { answeredAt, homeOf, waitsSince } from '../../conversations/index.ts'

/** Where to go on, among the conversations of these customers where they are given. */
export interface Piece {
  after: string
  customerIds?: string[] | undefined
}

/** What the clocks of a conversation follow. */
export interface WaitingRow {
  id: string
  inboxId: string
  teamId: string | null
  status: string
  resolvedAt: Date | null
  /** The promise that it shows in lists. */
  promise: Conversation['promise']
  /** Conversations that were merged into it. */
  merged: string[]
}

/** Conversations by id; for those that were merged the ones in which they stand. */
export const waitingRows = (db: Db, ids: readonly string[]): Promise<WaitingRow[]> =>
  db.many(sql`
    select distinct c.id, c.inbox_id as "inboxId", c.team_id as "teamId", c.status, c.resolved_at as "resolvedAt", c.promise,
      array(select o.id from conversations o
        where o.workspace_id = ${db.workspaceId} and o.merged_into is not null and o.merged_into = c.id) as merged
    from conversations n
    join conversations c on c.workspace_id = ${db.workspaceId}
      and c.id = case when n.merged_into is null then n.id else n.merged_into end
    where n.workspace_id = ${db.workspaceId} and n.id = any(${ids}::uuid[])`)

/** A message of a person's, or of ours, with the thread that it is of and whose that is. */
export interface SpokenRow {
  id: string
  conversationId: string
  home: string
  kind: 'inbound' | 'outbound' | 'withdrawn'
  at: Date
  /** When it came in. */
  knownAt: Date
  customerId: string
}

/**
 * What was said in conversations by people, in the order in which it became known. A customer's message counts from when it
 * was written, unless a clock ran ahead; what was taken back, when it was. What was erased waits for nothing.
 */
export const spokenRows = (db: Db, ids: readonly string[]): Promise<SpokenRow[]> =>
  db.many(sql`
    select m.id, m.conversation_id as "conversationId", h.id as home, h.customer_id as "customerId",
      case when m.receipt = 'cancelled' then 'withdrawn' else m.kind end as kind,
      case when m.kind = 'inbound' then ${waitsSince(sql`m`)}
        when m.receipt = 'cancelled' then coalesce(m.receipt_at, m.occurred_at)
        else ${answeredAt(sql`m`)} end as at,
      m.received_at as "knownAt"
    from messages m
    join conversations h on h.workspace_id = ${db.workspaceId}
      and h.id = ${homeOf(sql`m`)}
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = any(${ids}::uuid[]) and m.kind <> 'note' and not m.automatic
      and m.receipt is distinct from 'awaiting'
      and not (m.kind = 'inbound' and m.context ? 'erased')
    order by m.id`)

/** A status that a thread got, or that it was merged or split off, in the conversation where it stands. */
export interface TurnRow {
  id: string
  conversationId: string
  home: string
  /** The thread's number: what tells it from the other one of a merge. */
  number: string
  kind: 'status' | 'merged' | 'unmerged' | 'split' | 'unsplit'
  at: Date
  from: string | null
  to: string | null
}

/**
 * What became of conversations and of those that were merged into them, in its order. What was split off goes on from the
 * statuses of where it was before.
 */
export const turnRows = (db: Db, ids: readonly string[]): Promise<TurnRow[]> =>
  db.many(sql`
    with homes as (
      select c.id, c.number, c.id as place from conversations c
      where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[])
      union all
      select c.id, c.number, c.merged_into from conversations c
      where c.workspace_id = ${db.workspaceId} and c.merged_into is not null and c.merged_into = any(${ids}::uuid[])),
    turns as (
      select t.id, t.place, t.number, h.id as turn, h.kind, h.at, h.from_value, h.to_value
      from homes t
      join conversation_changes h on h.workspace_id = ${db.workspaceId} and h.conversation_id = t.id
      where h.kind in ('status', 'merged', 'unmerged', 'split', 'unsplit')
      union all
      select t.id, t.place, t.number, h.id, h.kind, h.at, h.from_value, h.to_value
      from homes t
      join conversation_links l on l.workspace_id = ${db.workspaceId} and l.into_id = t.id and l.kind = 'split'
      join conversation_changes h on h.workspace_id = ${db.workspaceId} and h.conversation_id = l.from_id and h.id < l.id
      where h.kind = 'status')
    select r.turn as id, r.place as "conversationId", r.id as home, r.number::text as number, r.kind, r.at, r.from_value as "from",
      r.to_value as "to"
    from turns r
    order by r.turn`)

/** Conversations in which somebody may wait, after one of them: those that are not resolved, of customers or of everybody. */
export const unresolvedAfter = async (
  db: Db,
  { after, customerIds }: Piece,
  limit: number,
): Promise<string[]> =>
  (
    await db.many<{ id: string }>(
      customerIds
        ? sql`
      with theirs as materialized (
        select c.id from conversations c
        where c.workspace_id = ${db.workspaceId} and c.customer_id = any(${customerIds}::uuid[])
          and c.status in ('open', 'pending', 'snoozed'))
      select t.id from theirs t where t.id > ${after}::uuid
      order by t.id limit ${limit}`
        : sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and c.status in ('open', 'pending', 'snoozed') and c.id > ${after}
      order by c.id limit ${limit}`,
    )
  ).map(({ id }) => id)

/** By which inbox and team conversations have their hours. */
export const placeRows = (
  db: Db,
  ids: readonly string[],
): Promise<{ id: string; inboxId: string; teamId: string | null }[]> =>
  db.many(sql`
    select c.id, c.inbox_id as "inboxId", c.team_id as "teamId" from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null`)
