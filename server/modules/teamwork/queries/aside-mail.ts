import { sql, type Db, type Tx } from '../../../kernel/db/index.ts'
import type { AsideMessageRow } from './asides.ts'

/** Keeps where the sending of a message stands. */
export const saveSending = (
  tx: Tx,
  {
    id,
    state,
    attempts,
    process,
    reason,
  }: Pick<AsideMessageRow, 'id' | 'state' | 'attempts' | 'process' | 'reason'>,
): Promise<number> =>
  tx.run(sql`
    update aside_messages set state = ${state}, attempts = ${attempts}, process = ${process},
      reason = ${reason && JSON.stringify(reason)}::jsonb
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Keeps who has a message although others refused it, and under which key it went. */
export const keepSent = (
  tx: Tx,
  id: string,
  { accepted = [], key }: { accepted?: readonly string[] | undefined; key?: string | undefined },
): Promise<number> =>
  tx.run(sql`
    update aside_messages set accepted = accepted || ${accepted.map((one) => one.toLowerCase())}::text[],
      channel_key = coalesce(${key ?? null}::text, channel_key)
    where workspace_id = ${tx.workspaceId} and id = ${id}`)

/** Keeps keys under which answers to an aside, and news of its messages, come in. */
export const insertAsideKeys = (
  tx: Tx,
  { inboxId, asideId }: { inboxId: string; asideId: string },
  keys: readonly { key: string; messageId: string | null }[],
): Promise<number> =>
  tx.run(sql`
    insert into aside_keys (workspace_id, inbox_id, key, aside_id, message_id)
    select ${tx.workspaceId}, ${inboxId}, r.key, ${asideId}, r.message_id
    from unnest(${keys.map(({ key }) => key)}::text[], ${keys.map(({ messageId }) => messageId)}::uuid[]) as r (key, message_id)
    on conflict (workspace_id, inbox_id, key) do nothing`)

/** Messages that are being sent by a process which is none of these. */
export const asidesSending = (
  db: Db,
  processes: readonly number[],
): Promise<{ id: string; process: number | null }[]> =>
  db.many(sql`
    select id, process from aside_messages
    where workspace_id = ${db.workspaceId} and state = 'sending' and not (process = any(${processes}::integer[]))
    order by id limit 1000`)

/** To what keys of ours lead, in the inbox that they came to. */
export const asidesByKey = (
  tx: Tx,
  keys: readonly { inboxId: string; key: string }[],
): Promise<{ inboxId: string; key: string; asideId: string; messageId: string | null }[]> =>
  tx.many(sql`
    select k.inbox_id as "inboxId", k.key, k.aside_id as "asideId", k.message_id as "messageId"
    from unnest(${keys.map((k) => k.inboxId)}::uuid[], ${keys.map((k) => k.key)}::text[]) as w (inbox_id, key)
    join aside_keys k on k.workspace_id = ${tx.workspaceId} and k.inbox_id = w.inbox_id and k.key = w.key`)

/** An address that has to do with an aside. */
export interface Concerned {
  asideId: string
  address: string
  /** The customer's of its conversation: they never join it. */
  customer: boolean
}

/**
 * Who takes part in asides: whom we wrote to, who stands in To or Cc of what they wrote, and whom the partner's entry names
 * now; and who is their customers.
 */
export const concernedIn = (tx: Tx, ids: readonly string[]): Promise<Concerned[]> =>
  tx.many(sql`
    select m.aside_id as "asideId", r ->> 'address' as address, false as customer
    from aside_messages m cross join jsonb_array_elements(m.recipients) as r
    where m.workspace_id = ${tx.workspaceId} and m.aside_id = any(${ids}::uuid[])
    union
    select a.id, p ->> 'address', false
    from asides a
    join partners t on t.workspace_id = ${tx.workspaceId} and t.id = a.partner_id
    cross join jsonb_array_elements(t.people) as p
    where a.workspace_id = ${tx.workspaceId} and a.id = any(${ids}::uuid[])
    union
    select a.id, i.value, true
    from asides a
    join conversations c on c.workspace_id = ${tx.workspaceId} and c.id = a.conversation_id
    join customers u on u.workspace_id = ${tx.workspaceId} and u.id = c.customer_id
    join identities i on i.workspace_id = ${tx.workspaceId} and i.customer_id = case when u.merged_into is null then u.id else u.merged_into end
    where a.workspace_id = ${tx.workspaceId} and a.id = any(${ids}::uuid[])`)

/** True where an aside has a message under a key of its writer's already. */
export const hasKey = async (tx: Tx, asideId: string, channelKey: string): Promise<boolean> =>
  (await tx.maybe(sql`
    select 1 from aside_messages m
    where m.workspace_id = ${tx.workspaceId} and m.aside_id = ${asideId} and m.channel_key = ${channelKey} limit 1`)) !==
  undefined
