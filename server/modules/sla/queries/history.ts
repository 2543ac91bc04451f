import { sql, type Db } from '../../../kernel/db/index.ts'

/** What the clocks of a conversation follow. */
export interface WaitingRow {
  id: string
  inboxId: string
  teamId: string | null
  status: string
  resolvedAt: Date | null
}

/** Conversations by id, without those that were merged into others. */
export const waitingRows = (db: Db, ids: readonly string[]): Promise<WaitingRow[]> =>
  db.many(sql`
    select c.id, c.inbox_id as "inboxId", c.team_id as "teamId", c.status, c.resolved_at as "resolvedAt"
    from conversations c
    where c.workspace_id = ${db.workspaceId} and c.id = any(${ids}::uuid[]) and c.merged_into is null`)

/** A message of a person's, or of ours, with whose thread it is on. */
export interface SpokenRow {
  id: string
  conversationId: string
  kind: 'inbound' | 'outbound' | 'withdrawn'
  at: Date
  customerId: string
}

// The longest time for which a reply can be taken back (`workspaces.undo_seconds`): no delay of its author's.
const LONGEST_UNDO = '60 seconds'

/**
 * What was said in conversations by people, in the order in which it became known. An answer answers
 * when its author pressed send; one that was told to leave later, when it is due. A customer's message counts from when it
 * was written, unless a clock ran ahead. What was erased waits for nothing.
 */
export const spokenRows = (db: Db, ids: readonly string[]): Promise<SpokenRow[]> =>
  db.many(sql`
    select m.id, m.conversation_id as "conversationId", h.customer_id as "customerId",
      case when m.receipt = 'cancelled' then 'withdrawn' else m.kind end as kind,
      case when m.kind = 'inbound' then least(m.occurred_at, m.received_at)
        when m.send_at > m.occurred_at + ${LONGEST_UNDO}::interval then m.send_at else m.occurred_at end as at
    from messages m
    join conversations h on h.workspace_id = ${db.workspaceId}
      and h.id = case when m.home_id is null then m.conversation_id else m.home_id end
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = any(${ids}::uuid[]) and m.kind <> 'note' and not m.automatic
      and m.receipt is distinct from 'awaiting'
      and not (m.kind = 'inbound' and m.context ? 'erased')
    order by m.id`)

/** A status that a conversation got. */
export interface StatusRow {
  id: string
  conversationId: string
  at: Date
  to: string
}

/** Statuses that conversations got, in their order. */
export const statusRows = (db: Db, ids: readonly string[]): Promise<StatusRow[]> =>
  db.many(sql`
    select h.id, h.conversation_id as "conversationId", h.at, h.to_value as to from conversation_changes h
    where h.workspace_id = ${db.workspaceId} and h.conversation_id = any(${ids}::uuid[]) and h.kind = 'status'
      and h.to_value is not null
    order by h.id`)

/** Conversations in which somebody may wait, after one of them: those that are not resolved. */
export const unresolvedAfter = async (db: Db, after: string, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and c.status in ('open', 'pending', 'snoozed') and c.id > ${after}
      order by c.id limit ${limit}`)
  ).map(({ id }) => id)

/** Conversations of customers in which somebody may wait. */
export const unresolvedOf = async (db: Db, customerIds: readonly string[]): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select c.id from conversations c
      where c.workspace_id = ${db.workspaceId} and c.customer_id = any(${customerIds}::uuid[])
        and c.status in ('open', 'pending', 'snoozed')`)
  ).map(({ id }) => id)
