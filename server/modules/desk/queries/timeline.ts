import { sql, type Db, type Sql } from '../../../kernel/db/index.ts'
import type { CustomerChangeKind } from '../../customers/index.ts'
import type { Place } from '../cursor.ts'
import { exactMoment, ofInboxes } from './pieces.ts'

/** Whose timeline, how far down, and what may be seen of it. */
export interface TimelineScope {
  customerId: string
  /** All who are one person with them now. */
  group: readonly string[]
  /** null sees all. */
  inboxIds: readonly string[] | null
  place: Place
  limit: number
}

/** What every entry has: its place in the order, and who did it. */
export interface EntryRow {
  id: string
  /** To the microsecond. */
  placeAt: string
  actorKind: 'customer' | 'agent' | 'system' | 'bot'
  actorId: string | null
  actorName: string
}

/** The conversation that an entry is about. */
export interface ConversationRef {
  conversationId: string
  number: number
  subject: string
  inboxId: string
}

const conversationOf = sql`c.id as "conversationId", c.number, c.subject, c.inbox_id as "inboxId"`

const visible = (db: Db, { customerId, inboxIds }: TimelineScope, inboxId: Sql = sql`c.inbox_id`): Sql => sql`
  c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId} and ${ofInboxes(inboxId, inboxIds)}`

const below = (at: Sql, id: Sql, { place }: TimelineScope): Sql => sql`
  (${at}, ${id}) < (${place.at}::timestamptz, ${place.id}::uuid)`

/** Conversations with the customer as they were opened; an agent who opened one is whoever wrote its first message. */
export const openedRows = (db: Db, scope: TimelineScope): Promise<(EntryRow & ConversationRef)[]> =>
  db.many(sql`
    select c.id, ${exactMoment(sql`c.opened_at`)} as "placeAt", ${conversationOf},
      coalesce(f.actor_kind, c.opened_by) as "actorKind", f.actor_id as "actorId", coalesce(f.actor_name, '') as "actorName"
    from conversations c
    left join lateral (
      select m.actor_kind, m.actor_id, m.actor_name from messages m
      where m.workspace_id = ${db.workspaceId} and m.conversation_id = c.id and m.kind <> 'note'
      order by m.id limit 1) f on true
    where ${visible(db, scope)} and c.merged_into is null and ${below(sql`c.opened_at`, sql`c.id`, scope)}
    order by c.opened_at desc, c.id desc limit ${scope.limit}`)

/** Conversations with the customer as they were resolved, and opened again after that; of a merged one, who sees where it went. */
export const resolvedRows = (
  db: Db,
  scope: TimelineScope,
): Promise<(EntryRow & ConversationRef & { resolved: boolean })[]> =>
  db.many(sql`
    select h.id, ${exactMoment(sql`h.at`)} as "placeAt", ${conversationOf}, h.to_value = 'resolved' as resolved,
      h.actor_kind as "actorKind", h.actor_id as "actorId", h.actor_name as "actorName"
    from conversations c
    join conversations s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
    join conversation_changes h on h.workspace_id = ${db.workspaceId} and h.conversation_id = c.id
    where ${visible(db, scope, sql`s.inbox_id`)} and h.kind = 'status' and (h.to_value = 'resolved' or h.from_value = 'resolved')
      and ${below(sql`h.at`, sql`h.id`, scope)}
    order by h.at desc, h.id desc limit ${scope.limit}`)

/** A day's messages of one conversation. */
export type MessagesRow = Pick<EntryRow, 'id' | 'placeAt'> &
  ConversationRef & { since: Date; inbound: number; outbound: number; authors: string[] | null }

/**
 * Messages in and out, a line for each conversation and local day; internal notes and what was taken back are not among
 * them, nor what somebody else wrote in a conversation that was merged with this customer's.
 */
export const messagesRows = (db: Db, scope: TimelineScope, timeZone: string): Promise<MessagesRow[]> =>
  db.many(sql`
    with days as (
      select m.conversation_id, max(m.received_at) as at, min(m.received_at) as since,
        (array_agg(m.id order by m.received_at desc, m.id desc))[1] as id,
        count(*) filter (where m.kind = 'inbound')::integer as inbound,
        count(*) filter (where m.kind = 'outbound')::integer as outbound,
        array_agg(distinct m.actor_name) filter (where m.kind = 'outbound' and m.actor_kind = 'agent') as authors
      from conversations c
      join conversations s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
      join messages m on m.workspace_id = ${db.workspaceId}
        and (m.conversation_id = c.id and m.home_id is null or m.home_id is not null and m.home_id = c.id)
      where ${visible(db, scope, sql`s.inbox_id`)} and m.kind <> 'note' and m.receipt is distinct from 'cancelled'
      group by m.conversation_id, (m.received_at at time zone ${timeZone})::date
    )
    select d.id, ${exactMoment(sql`d.at`)} as "placeAt", d.since, d.inbound, d.outbound, d.authors, ${conversationOf}
    from days d
    join conversations c on c.workspace_id = ${db.workspaceId} and c.id = d.conversation_id
    where ${below(sql`d.at`, sql`d.id`, scope)}
    order by d.at desc, d.id desc limit ${scope.limit}`)

/** Notes about the customer that stand. */
export const notesRows = (db: Db, scope: TimelineScope): Promise<(EntryRow & { text: string })[]> =>
  db.many(sql`
    select n.id, ${exactMoment(sql`n.created_at`)} as "placeAt", n.text,
      case when n.author_id is null then 'system' else 'agent' end as "actorKind", n.author_id as "actorId",
      coalesce(a.name, '') as "actorName"
    from customer_notes n
    left join agents a on a.workspace_id = ${db.workspaceId} and a.id = n.author_id
    where n.workspace_id = ${db.workspaceId} and n.customer_id = ${scope.customerId} and n.removed_at is null
      and ${below(sql`n.created_at`, sql`n.id`, scope)}
    order by n.created_at desc, n.id desc limit ${scope.limit}`)

/** What is kept of a change of the customer's. */
export type ChangedRow = EntryRow & {
  kind: CustomerChangeKind
  subject: string | null
  from: string | number | boolean | null
  to: string | number | boolean | null
}

/** Changes of names, attributes and addresses; what came with a message only for those who see its inbox. */
export const changedRows = (db: Db, scope: TimelineScope): Promise<ChangedRow[]> =>
  db.many(sql`
    select h.id, ${exactMoment(sql`h.at`)} as "placeAt", h.kind, h.subject, h.from_value as "from", h.to_value as "to",
      h.actor_kind as "actorKind", h.actor_id as "actorId", h.actor_name as "actorName"
    from customer_changes h
    where h.workspace_id = ${db.workspaceId} and h.customer_id = any(${scope.group}::uuid[])
      and (h.inbox_id is null or ${ofInboxes(sql`h.inbox_id`, scope.inboxIds)}) and ${below(sql`h.at`, sql`h.id`, scope)}
    order by h.at desc, h.id desc limit ${scope.limit}`)

/** Customers who wrote by themselves, as they became known: nobody entered them. */
export const knownRows = (db: Db, scope: TimelineScope): Promise<EntryRow[]> =>
  db.many(sql`
    select cu.id, ${exactMoment(sql`cu.created_at`)} as "placeAt", 'customer' as "actorKind", cu.id as "actorId",
      cu.name as "actorName"
    from customers cu
    where cu.workspace_id = ${db.workspaceId} and cu.id = ${scope.customerId}
      and ${below(sql`cu.created_at`, sql`cu.id`, scope)}
      and not exists (select 1 from customer_changes h
        where h.workspace_id = ${db.workspaceId} and h.customer_id = ${scope.customerId} and h.kind = 'created')`)
