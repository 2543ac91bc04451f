import type { Db, Sql, Tx } from '../../../kernel/db/index.ts'
import { sql } from '../../../kernel/db/index.ts'
import { EMAIL } from '../../customers/index.ts'
import type { Standing } from '../linking/kept-state.ts'

/**
 * FROM item: the messages of a customer's thread under an alias, whatever conversation they stand in now. A thread is a
 * conversation as it was before any merge, with what was split off where the customer's window shows both as one. Joined
 * rather than looked for in an array: under row-level security no index would be used for one that depends on a row.
 */
export const messagesOf = (db: Db, threadId: Sql, alias: Sql): Sql => sql`(
    select ${threadId} as id union all
    select k.id from conversations k where k.workspace_id = ${db.workspaceId} and k.thread_of = ${threadId}) ${alias}_home
  join messages ${alias} on ${alias}.workspace_id = ${db.workspaceId}
    and (${alias}.conversation_id = ${alias}_home.id and ${alias}.home_id is null
      or ${alias}.home_id is not null and ${alias}.home_id = ${alias}_home.id)`

/**
 * Value: the thread that a message, under an alias, is of: the conversation in which it stands, or the merged one that it came
 * from. No `coalesce`: under row-level security no index would be used for what is joined by it.
 */
export const homeOf = (alias: Sql): Sql =>
  sql`case when ${alias}.home_id is null then ${alias}.conversation_id else ${alias}.home_id end`

/** Condition: a message, under an alias, is of one of these threads, wherever it stands now. */
export const ofThreads = (alias: Sql, ids: readonly string[]): Sql => sql`
  (${alias}.conversation_id = any(${ids}::uuid[]) and ${alias}.home_id is null or ${alias}.home_id = any(${ids}::uuid[]))`

/** True where what several customers wrote stands in a conversation. */
export const isShared = async (db: Db, conversationId: string): Promise<boolean> =>
  (
    await db.one<{ shared: boolean }>(sql`
      select exists (
        select from conversations o
        join conversations c on c.workspace_id = ${db.workspaceId} and c.id = ${conversationId}
        where o.workspace_id = ${db.workspaceId} and o.merged_into = ${conversationId} and o.merged_into is not null
          and o.customer_id <> c.customer_id) as shared`)
  ).shared

/** The mail addresses, in small letters, from or to which messages of a conversation are, with the thread of the newest each. */
export const addressedIn = (
  db: Db,
  conversationId: string,
): Promise<{ address: string; threadId: string }[]> =>
  db.many(sql`
    select distinct on (a.address) a.address, ${homeOf(sql`m`)} as "threadId"
    from messages m
    cross join lateral (
      select lower(r ->> 'value') as address from jsonb_array_elements(m.recipients) as r
      where r ->> 'kind' = ${EMAIL} and r ->> 'role' <> 'bcc') as a
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
      and m.receipt is distinct from 'cancelled'
    order by a.address, m.id desc`)

/** Moves everything that stands in a conversation into another one; each message remembers its home. */
export const moveAll = async (tx: Tx, { from, into }: { from: string; into: string }): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      update messages set home_id = coalesce(home_id, conversation_id), conversation_id = ${into}
      where workspace_id = ${tx.workspaceId} and conversation_id = ${from}`),
    tx.run(sql`
      update mentions set conversation_id = ${into}
      where workspace_id = ${tx.workspaceId} and conversation_id = ${from}`),
  ])
}

/** Mentions stand where their messages do. */
const followMentions = (tx: Tx, from: string, into: string): Promise<number> =>
  tx.run(sql`
    update mentions n set conversation_id = m.conversation_id
    from messages m
    where n.workspace_id = ${tx.workspaceId} and n.conversation_id = ${from}
      and m.workspace_id = ${tx.workspaceId} and m.id = n.message_id and m.conversation_id = ${into}`)

/** Moves everything of some homes out of a survivor, into the first of them. */
export const moveHome = async (
  tx: Tx,
  { from, into, homes }: { from: string; into: string; homes: readonly string[] },
): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      update messages set conversation_id = ${into}, home_id = nullif(home_id, ${into})
      where workspace_id = ${tx.workspaceId} and conversation_id = ${from} and home_id is not null and home_id = any(${homes}::uuid[])`),
    followMentions(tx, from, into),
  ])
}

/** A message that was split off, with the home that it had before. */
export interface SplitOff {
  id: string
  homeId: string | null
}

/** Moves messages into a new conversation, with the keys by which they are answered. */
export const moveChosen = async (
  tx: Tx,
  { from, into, ids }: { from: string; into: string; ids: readonly string[] },
): Promise<void> => {
  await Promise.all([
    tx.run(sql`
      update messages set conversation_id = ${into}, home_id = null
      where workspace_id = ${tx.workspaceId} and conversation_id = ${from} and id = any(${ids}::uuid[])`),
    followMentions(tx, from, into),
    tx.run(sql`
      update thread_keys k set conversation_id = ${into}
      from messages m
      where k.workspace_id = ${tx.workspaceId} and k.message_id = m.id and m.workspace_id = ${tx.workspaceId}
        and m.id = any(${ids}::uuid[]) and k.conversation_id in (
          select ${from}::uuid union all
          select o.id from conversations o where o.workspace_id = ${tx.workspaceId} and o.merged_into = ${from})`),
  ])
}

/** Moves back what was split off and still stands there. */
export const moveBack = async (
  tx: Tx,
  { from, into, messages }: { from: string; into: string; messages: readonly SplitOff[] },
): Promise<void> => {
  const rows = sql`unnest(${messages.map(({ id }) => id)}::uuid[], ${messages.map(({ homeId }) => homeId)}::uuid[]) as r (id, home_id)`
  await Promise.all([
    tx.run(sql`
      update thread_keys k set conversation_id = coalesce(r.home_id, ${into})
      from ${rows}
      where k.workspace_id = ${tx.workspaceId} and k.conversation_id = ${from} and k.message_id = r.id`),
    tx.run(sql`
      update messages m set conversation_id = ${into}, home_id = nullif(r.home_id, ${into})
      from ${rows}
      where m.workspace_id = ${tx.workspaceId} and m.id = r.id and m.conversation_id = ${from} and m.home_id is null`),
    followMentions(tx, from, into),
  ])
}

/** Messages of a conversation with their homes: those of `ids`, or all of a thread from one on. Without what was taken back. */
export const messagesToSplit = (
  tx: Tx,
  conversationId: string,
  which: { ids: readonly string[] } | { from: string },
): Promise<(SplitOff & { kind: 'inbound' | 'outbound' | 'note'; subject: string | null; at: Date })[]> =>
  tx.many(sql`
    select m.id, m.home_id as "homeId", m.kind, m.subject, m.occurred_at as at from messages m
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId} and m.receipt is distinct from 'cancelled'
      and ${
        'ids' in which
          ? sql`m.id = any(${which.ids}::uuid[])`
          : sql`
        m.id >= ${which.from}::uuid and m.home_id is not distinct from (
          select f.home_id from messages f where f.workspace_id = ${tx.workspaceId} and f.id = ${which.from}::uuid)`
      }
    order by m.id`)

/** Whether messages stay in a conversation without some, any and such as came into it without a merge; notes are none. */
export const staysSpoken = (
  tx: Tx,
  conversationId: string,
  without: readonly string[],
): Promise<{ any: boolean; own: boolean }> =>
  tx.one(sql`
    select count(*) > 0 as any, count(*) filter (where m.home_id is null) > 0 as own
    from messages m
    where m.workspace_id = ${tx.workspaceId} and m.conversation_id = ${conversationId} and m.kind <> 'note'
      and m.receipt is distinct from 'cancelled' and m.id <> all(${without}::uuid[])`)

/** How many messages stand in a conversation, and of some homes alone where these are given; none that was taken back. */
export const countMessages = async (
  db: Db,
  conversationId: string,
  homes?: readonly string[],
): Promise<Standing> =>
  db.one(sql`
    select count(*)::integer as count, (array_agg(m.id order by m.id desc))[1] as "lastId",
      count(*) filter (where m.receipt = 'awaiting')::integer as awaiting
    from messages m
    where m.workspace_id = ${db.workspaceId} and m.conversation_id = ${conversationId} and m.receipt is distinct from 'cancelled'
      and (${homes ?? null}::uuid[] is null
        or ${homeOf(sql`m`)} = any(${homes ?? null}::uuid[]))`)
