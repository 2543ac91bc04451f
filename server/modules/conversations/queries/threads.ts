import type { Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { EMAIL } from '../../customers/index.ts'
import { SIGNED_KEY } from '../signed-key.ts'

/** Which conversation each key belongs to, in an inbox. */
export const threadsByKeys = (
  tx: Tx,
  wanted: readonly { inboxId: string; key: string }[],
): Promise<{ inboxId: string; key: string; conversationId: string }[]> =>
  tx.many(sql`
    select t.inbox_id as "inboxId", t.key, t.conversation_id as "conversationId"
    from unnest(${wanted.map((w) => w.inboxId)}::uuid[], ${wanted.map((w) => w.key)}::text[]) as w (inbox_id, key)
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = w.inbox_id and t.key = w.key`)

/**
 * Which conversations numbers name, and whether what comes into the inbox may join them: a conversation is at home in its
 * own inbox, and in any through which an answer of it left.
 */
export const threadsByNumbers = (
  tx: Tx,
  wanted: readonly { inboxId: string; number: string }[],
): Promise<{ inboxId: string; number: string; conversationId: string; here: boolean }[]> =>
  tx.many(sql`
    select w.inbox_id as "inboxId", w.number::text as number, c.id as "conversationId",
      c.inbox_id = w.inbox_id or exists (
        select from thread_keys t
        where t.workspace_id = ${tx.workspaceId} and t.inbox_id = w.inbox_id and t.key = ${SIGNED_KEY} || c.id::text) as here
    from unnest(${wanted.map((w) => w.inboxId)}::uuid[], ${wanted.map((w) => w.number)}::bigint[]) as w (inbox_id, number)
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.number = w.number`)

/** Which conversations keys belong to, in whichever inbox. */
export const threadsAnywhere = (
  tx: Tx,
  keys: readonly string[],
): Promise<{ key: string; conversationId: string }[]> =>
  tx.many(sql`
    select t.key, t.conversation_id as "conversationId"
    from unnest(${keys}::text[]) as w (key)
    join inboxes i on i.workspace_id = ${tx.workspaceId}
    join thread_keys t on t.workspace_id = ${tx.workspaceId} and t.inbox_id = i.id and t.key = w.key`)

/** Somebody who takes part in a conversation; `known`: `value` is comparable already. */
export interface Participant {
  conversationId: string
  kind: string
  value: string
  known: boolean
  /** The customer wrote with this address in From, beside the one to answer to: that alone makes nobody take part. */
  author: boolean
}

/**
 * Who takes part in conversations: their customers under each of their addresses, and whoever stands in To or Cc of a
 * message of ours or of the customer's own. Never Bcc.
 */
export const participants = (tx: Tx, conversationIds: readonly string[]): Promise<Participant[]> =>
  // What was merged in is of another thread: its people don't belong to this one by that.
  tx.many(sql`
    select c.id as "conversationId", i.kind, i.value_key as value, true as known, false as author
    from conversations c join identities i on i.workspace_id = ${tx.workspaceId} and i.customer_id = c.customer_id
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[])
    union all
    select c.id, i.kind, i.value_key, true, false
    from conversations c join identity_claims i on i.workspace_id = ${tx.workspaceId} and i.customer_id = c.customer_id
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[])
    union all
    select distinct c.id, r ->> 'kind', r ->> 'value', false, r ->> 'role' = 'author'
    from conversations c,
    lateral (
      select n.kind, n.receipt, n.actor_id, n.recipients, n.context from messages n
      where n.workspace_id = ${tx.workspaceId} and n.conversation_id = c.id and n.home_id is null
      union all
      select n.kind, n.receipt, n.actor_id, n.recipients, n.context from messages n
      where n.workspace_id = ${tx.workspaceId} and n.home_id = c.id) as m,
    jsonb_array_elements(case when m.kind = 'inbound' and m.context ->> 'from' is not null
      then m.recipients || jsonb_build_object('role', 'author', 'kind', ${EMAIL}::text, 'value', m.context ->> 'from')
      else m.recipients end) as r
    where c.workspace_id = ${tx.workspaceId} and c.id = any(${conversationIds}::uuid[]) and r ->> 'role' in ('to', 'cc', 'author')
      and (m.kind = 'outbound' and coalesce(m.receipt, '') not in ('awaiting', 'cancelled') or m.kind = 'inbound'
        and (m.actor_id = c.customer_id or exists (
          select from customers k
          where k.workspace_id = ${tx.workspaceId} and k.id = m.actor_id and k.merged_into = c.customer_id)))`)
