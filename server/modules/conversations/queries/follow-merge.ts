import type { Db, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { messagesOf } from './homes.ts'

/** A conversation that moved, with what stood on it in the place of a name. */
export interface MovedRow {
  id: string
  inboxId: string
  addressed: string | null
  /** Merged into another conversation: it is counted there. */
  merged: boolean
}

/** From whom to whom. */
interface Way {
  from: string
  to: string
}

/** Some of a customer's conversations. */
export const conversationsOf = async (db: Db, customerId: string, limit: number): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select id from conversations where workspace_id = ${db.workspaceId} and customer_id = ${customerId} limit ${limit}`)
  ).map(({ id }) => id)

/**
 * Moves conversations that are still with the one to the other, locked in the order of their ids; what stood in the place
 * of a name comes back where it is given, and something is left of the conversation.
 */
export const moveConversations = (
  tx: Tx,
  { from, to }: Way,
  ids: readonly string[],
  before: ReadonlyMap<string, string | null> = new Map(),
): Promise<MovedRow[]> =>
  tx.many(sql`
    with held as (
      select h.id from conversations h
      where h.workspace_id = ${tx.workspaceId} and h.id = any(${ids}::uuid[]) and h.customer_id = ${from}
      order by h.id for update
    )
    update conversations c set customer_id = ${to}, version = c.version + 1,
      addressed = case when c.anonymised_at is null then coalesce(b.addressed, c.addressed) end
    from held
    left join unnest(${[...before.keys()]}::uuid[], ${[...before.values()]}::text[]) as b (id, addressed) on b.id = held.id
    where c.workspace_id = ${tx.workspaceId} and c.id = held.id
    returning c.id, c.inbox_id as "inboxId", c.addressed, c.merged_into is not null as merged`)

/** A conversation with the people of its first message, who wrote it or to whom we wrote; or a message with who wrote it. */
export interface BegunRow {
  id: string
  people: { kind: string; value: string }[]
}

/** A customer's conversations behind an id, with who stands at their beginning. */
export const begunSince = (db: Db, customerId: string, after: string, limit: number): Promise<BegunRow[]> =>
  db.many(sql`
    select c.id, coalesce((
      select jsonb_agg(jsonb_build_object('kind', r ->> 'kind', 'value', r ->> 'value'))
      from (
        select m.recipients, m.kind from ${messagesOf(db, sql`c.id`, sql`m`)}
        where m.kind <> 'note' order by m.id limit 1
      ) f, jsonb_array_elements(f.recipients) as r
      where r ->> 'role' = case when f.kind = 'inbound' then 'from' else 'to' end), '[]') as people
    from conversations c
    where c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId} and c.id > ${after}::uuid
    order by c.id limit ${limit}`)

/** Messages between two ids that a customer wrote, with the addresses they came from. */
export const writtenSince = (
  db: Db,
  customerId: string,
  { after, upTo }: { after: string; upTo: string },
): Promise<BegunRow[]> =>
  db.many(sql`
    select m.id, coalesce((
      select jsonb_agg(jsonb_build_object('kind', r ->> 'kind', 'value', r ->> 'value'))
      from jsonb_array_elements(m.recipients) as r where r ->> 'role' = 'from'), '[]') as people
    from messages m
    where m.workspace_id = ${db.workspaceId} and m.id > ${after}::uuid and m.id <= ${upTo}::uuid
      and m.kind = 'inbound' and m.actor_id = ${customerId} order by m.id`)

/** Says of messages whose they are; gives where they stand. */
export const giveMessages = (
  tx: Tx,
  ids: readonly string[],
  writer: { id: string; name: string },
): Promise<{ messageId: string; conversationId: string; inboxId: string }[]> =>
  tx.many(sql`
    update messages m set actor_id = ${writer.id}::uuid, actor_name = ${writer.name}
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${ids}::uuid[])
    returning m.id as "messageId", m.conversation_id as "conversationId", m.inbox_id as "inboxId"`)

/** The inboxes of a customer's conversations. */
export const spokenInboxes = async (db: Db, customerId: string): Promise<string[]> =>
  (
    await db.many<{ inboxId: string }>(sql`
      select distinct inbox_id as "inboxId" from conversations
      where workspace_id = ${db.workspaceId} and customer_id = ${customerId}`)
  ).map(({ inboxId }) => inboxId)

/** When a customer's conversations last brought a message from outside, since a moment. */
export const lastHeard = async (db: Db, customerId: string, since: Date): Promise<Date | undefined> => {
  const { at } = await db.one<{ at: Date | null }>(sql`
    select max(n.at) as at from conversations c
    cross join lateral (
      select max(m.received_at) as at from ${messagesOf(db, sql`c.id`, sql`m`)}
      where m.kind = 'inbound' and m.received_at >= ${since}) n
    where c.workspace_id = ${db.workspaceId} and c.customer_id = ${customerId}
      and (c.last_activity_at >= ${since} or c.merged_into is not null)`)
  return at ?? undefined
}

/** Agents who are writing first to a customer. */
export const draftsOf = async (db: Db, customerId: string): Promise<string[]> =>
  (
    await db.many<{ id: string }>(sql`
      select agent_id as id from first_drafts where workspace_id = ${db.workspaceId} and customer_id = ${customerId}`)
  ).map(({ id }) => id)

/** Moves what agents are writing first, where they are not writing to the other already; gives whose. */
export const moveDrafts = async (
  tx: Tx,
  { from, to }: Way,
  agentIds: readonly string[],
): Promise<string[]> => {
  if (agentIds.length === 0) return []
  const rows = await tx.many<{ id: string }>(sql`
    update first_drafts d set customer_id = ${to}
    where d.workspace_id = ${tx.workspaceId} and d.customer_id = ${from} and d.agent_id = any(${agentIds}::uuid[])
      and not exists (
        select from first_drafts o
        where o.workspace_id = ${tx.workspaceId} and o.customer_id = ${to} and o.agent_id = d.agent_id)
    returning d.agent_id as id`)
  return rows.map(({ id }) => id)
}
