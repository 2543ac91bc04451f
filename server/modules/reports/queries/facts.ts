import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'

/** A conversation that began; `seenAt` is when we learnt of it. */
export interface Opened {
  id: string
  conversationId: string
  messageId: string | null
  origin: 'customer' | 'us' | 'machine'
  seenAt: Date
}

/**
 * Appends beginnings: one statement for a whole batch. They happened when the customer wrote, never later than we learnt
 * of it: a sender's clock may run ahead.
 */
export const appendOpened = async (tx: Tx, rows: readonly Opened[]): Promise<void> => {
  if (rows.length === 0) return
  const ids = rows.map((r) => r.conversationId)
  // The ids stand there twice, so that a plan made while the tables were small never walks through them once a row.
  await tx.run(sql`
    insert into facts (workspace_id, id, kind, at, conversation_id, message_id, customer_id, inbox_id, team_id, agent_id,
      origin, to_state)
    select ${tx.workspaceId}, w.id, 'opened', least(c.opened_at, w.seen_at), c.id, w.message_id, c.customer_id, c.inbox_id,
      c.team_id, c.assignee_id, w.origin, 'open'
    from conversations c
    join unnest(${rows.map((r) => r.id)}::uuid[], ${ids}::uuid[], ${rows.map((r) => r.messageId)}::uuid[],
      ${rows.map((r) => r.origin)}::text[], ${rows.map((r) => r.seenAt)}::timestamptz[])
      as w (id, conversation_id, message_id, origin, seen_at) on w.conversation_id = c.id
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${ids}::uuid[])
    on conflict do nothing`)
}

/** Appends customers' own messages: one statement for a whole batch. */
export const appendInbound = async (tx: Tx, messageIds: readonly string[]): Promise<void> => {
  if (messageIds.length === 0) return
  await tx.run(sql`
    insert into message_facts (workspace_id, conversation_id, kind, message_id, at, inbox_id)
    select ${tx.workspaceId}, m.conversation_id, 'inbound', m.id, least(m.occurred_at, m.received_at), m.inbox_id
    from messages m
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
    on conflict do nothing`)
}

/** A person's message that left, at the moment when it answered. */
export interface Outbound {
  conversationId: string
  messageId: string
  at: Date
  inboxId: string
  agentId: string | null
}

/** Appends people's messages that left; one that is known stays as it was first measured. */
export const appendOutbound = async (tx: Tx, rows: readonly Outbound[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into message_facts (workspace_id, conversation_id, kind, message_id, at, inbox_id, agent_id)
    select ${tx.workspaceId}, o.conversation_id, 'outbound', o.message_id, o.at, o.inbox_id, o.agent_id
    from unnest(${rows.map((r) => r.conversationId)}::uuid[], ${rows.map((r) => r.messageId)}::uuid[], ${rows.map((r) => r.at)}::timestamptz[],
      ${rows.map((r) => r.inboxId)}::uuid[], ${rows.map((r) => r.agentId)}::uuid[]) as o (conversation_id, message_id, at, inbox_id, agent_id)
    on conflict do nothing`)
}

/** A customer's message that moved its conversation back to open, at the moment when it did. */
export interface Woken {
  id: string
  conversationId: string
  messageId: string
  at: Date
}

/** Appends what customers' messages moved: reopened where it had been resolved, otherwise a plain change of status. */
export const appendWoken = async (tx: Tx, rows: readonly Woken[]): Promise<void> => {
  if (rows.length === 0) return
  await tx.run(sql`
    insert into facts (workspace_id, id, kind, at, conversation_id, message_id, customer_id, inbox_id, team_id, agent_id,
      origin, from_state, to_state)
    select ${tx.workspaceId}, w.id, case when ch.from_value = 'resolved' then 'reopened' else 'status' end, w.at, c.id, w.message_id,
      c.customer_id, c.inbox_id, c.team_id, c.assignee_id, o.origin, ch.from_value, ch.to_value
    from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.conversationId)}::uuid[], ${rows.map((r) => r.messageId)}::uuid[],
      ${rows.map((r) => r.at)}::timestamptz[]) as w (id, conversation_id, message_id, at)
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = w.conversation_id
    join conversation_changes ch on ch.workspace_id = ${tx.workspaceId} and ch.conversation_id = w.conversation_id
      and ch.at = w.at and ch.kind = 'status' and ch.actor_kind = 'customer'
    left join facts o on o.workspace_id = ${tx.workspaceId} and o.conversation_id = w.conversation_id and o.kind = 'opened'`)
}

/** Where a conversation stands, and how it began. */
export interface Standing {
  conversationId: string
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  openedAt: Date
  origin: 'customer' | 'us' | 'machine'
}

/** Where conversations stand; those that no longer exist are left out. */
export const standings = (tx: Tx, conversationIds: readonly string[]): Promise<Standing[]> =>
  tx.many(sql`
    select c.id as "conversationId", c.customer_id as "customerId", c.inbox_id as "inboxId", c.team_id as "teamId",
      c.assignee_id as "agentId", coalesce(o.at, c.opened_at) as "openedAt",
      coalesce(o.origin, case when c.opened_by = 'customer' then 'customer' else 'us' end) as origin
    from conversations c
    left join facts o on o.workspace_id = ${tx.workspaceId} and o.conversation_id = c.id and o.kind = 'opened'
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[])`)

/** A person's message that left, with what a first response is measured from. */
export interface Departed extends Standing {
  messageId: string
  authorId: string | null
  writtenAt: Date
  sendAt: Date | null
  /** A person has answered in this conversation before. */
  answered: boolean
}

/** Of these messages, those that a person wrote and that are not measured yet. */
export const departed = (tx: Tx, messageIds: readonly string[]): Promise<Departed[]> =>
  tx.many(sql`
    select m.id as "messageId", m.actor_id as "authorId", m.occurred_at as "writtenAt", m.send_at as "sendAt",
      c.id as "conversationId", c.customer_id as "customerId", c.inbox_id as "inboxId", c.team_id as "teamId",
      c.assignee_id as "agentId", coalesce(o.at, c.opened_at) as "openedAt",
      coalesce(o.origin, case when c.opened_by = 'customer' then 'customer' else 'us' end) as origin, a.id is not null as answered
    from messages m
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = m.conversation_id
    left join facts o on o.workspace_id = ${tx.workspaceId} and o.conversation_id = m.conversation_id and o.kind = 'opened'
    left join facts a on a.workspace_id = ${tx.workspaceId} and a.conversation_id = m.conversation_id and a.kind = 'first-response'
    where m.workspace_id = ${tx.workspaceId} and m.id = any(${messageIds}::uuid[])
      and m.kind = 'outbound' and m.actor_kind = 'agent' and not m.automatic
      and not exists (
        select from message_facts f
        where f.workspace_id = ${tx.workspaceId} and f.conversation_id = m.conversation_id and f.kind = 'outbound'
          and f.message_id = m.id)`)

/** A fact, measured. */
export interface Fact {
  id: string
  kind: string
  at: Date
  conversationId: string
  messageId: string | null
  customerId: string
  inboxId: string
  teamId: string | null
  agentId: string | null
  origin: string | null
  fromState: string | null
  toState: string | null
  value: number | null
  businessValue: number | null
}

/** Appends facts; one that can be true only once stays as it was first measured. */
export const appendFacts = async (tx: Tx, facts: readonly Fact[]): Promise<void> => {
  if (facts.length === 0) return
  await tx.run(sql`
    insert into facts (workspace_id, id, kind, at, conversation_id, message_id, customer_id, inbox_id, team_id, agent_id, origin,
      from_state, to_state, value, business_value)
    select ${tx.workspaceId}, f.id, f.kind, f.at, f."conversationId", f."messageId", f."customerId", f."inboxId", f."teamId",
      f."agentId", f.origin, f."fromState", f."toState", f.value, f."businessValue"
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f (
      id uuid, kind text, at timestamptz, "conversationId" uuid, "messageId" uuid, "customerId" uuid, "inboxId" uuid,
      "teamId" uuid, "agentId" uuid, origin text, "fromState" text, "toState" text, value double precision,
      "businessValue" double precision)
    on conflict do nothing`)
}
