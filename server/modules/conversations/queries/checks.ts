import type { Db, Tx } from '../../../kernel/db/index.ts'
import { nothing, sql } from '../../../kernel/db/index.ts'
import { inSight, type Sight } from '../../../kernel/sight.ts'
import type { CheckRules } from '../checks/check-reply.ts'
import { homeOf, ofThreads } from './homes.ts'

/** What the workspace wants to have checked; undefined while nobody changed it. */
export const rulesRow = async (db: Db): Promise<Partial<CheckRules> | undefined> =>
  (
    await db.maybe<{ rules: Partial<CheckRules> }>(
      sql`select rules from send_checks where workspace_id = ${db.workspaceId}`,
    )
  )?.rules

/** Keeps what the workspace wants to have checked. */
export const putRules = (tx: Tx, rules: CheckRules): Promise<number> =>
  tx.run(sql`
    insert into send_checks (workspace_id, rules) values (${tx.workspaceId}, ${JSON.stringify(rules)}::jsonb)
    on conflict (workspace_id) do update set rules = excluded.rules`)

/**
 * With whom a thread is and what was said in it: the names of the customer (null where the caller may know of no more than
 * an address), and the words of the newest messages with their subjects and writers: all that stand in the conversation,
 * or of `homes` alone where somebody else's stand beside them.
 */
export const talkRow = (
  db: Db,
  threadId: string,
  { conversationId, homes }: { conversationId: string; homes: readonly string[] | undefined },
): Promise<{ name: string | null; kana: string | null; heard: string } | undefined> => {
  const of = homes ? sql`and ${ofThreads(sql`n`, homes)}` : nothing
  return db.maybe(sql`
    select case when c.addressed is null and cu.named then cu.name end as name,
      case when c.addressed is null then cu.kana end as kana,
      concat_ws(chr(10), c.subject, (
        select string_agg(concat_ws(chr(10), m.actor_name, m.subject, left(m.text, 5000)), chr(10)) from (
          select n.actor_name, n.subject, n.text from messages n
          where n.workspace_id = ${db.workspaceId} and n.conversation_id = ${conversationId}::uuid and n.kind <> 'note'
            and n.receipt is distinct from 'cancelled' ${of}
          order by n.id desc limit 30) as m)) as heard
    from conversations c
    join customers cu on cu.workspace_id = ${db.workspaceId} and cu.id = c.customer_id
    where c.workspace_id = ${db.workspaceId} and c.id = ${threadId}`)
}

/** Keeps which orders talks are about. */
export const insertOrders = (
  tx: Tx,
  rows: readonly { orderKey: string; conversationId: string }[],
): Promise<number> =>
  tx.run(sql`
    insert into order_mentions (workspace_id, order_key, conversation_id)
    select ${tx.workspaceId}, n.order_key, n.conversation_id
    from unnest(${rows.map((row) => row.orderKey)}::text[], ${rows.map((row) => row.conversationId)}::uuid[])
      as n (order_key, conversation_id)
    order by n.order_key, n.conversation_id
    on conflict (workspace_id, order_key, conversation_id) do nothing`)

/** Forgets which orders talks are about. */
export const deleteOrders = (tx: Tx, ids: readonly string[]): Promise<number> =>
  tx.run(sql`
    delete from order_mentions where workspace_id = ${tx.workspaceId} and conversation_id = any(${ids}::uuid[])`)

/** What was said with customers in threads, by the thread; at most so many characters of each message. */
export const wordsOfThreads = (
  tx: Tx,
  ids: readonly string[],
  most: number,
): Promise<{ conversationId: string; subject: string | null; text: string }[]> =>
  tx.many(sql`
    select ${homeOf(sql`m`)} as "conversationId", m.subject, left(m.text, ${most}) as text
    from messages m
    where m.workspace_id = ${tx.workspaceId}
      and ${ofThreads(sql`m`, ids)}
      and m.kind <> 'note' and m.receipt is distinct from 'cancelled' and not m.context ? 'erased'`)

/** Of which of these orders no talk with this customer is, but one with another customer, in an inbox in sight. */
export const foreignOrders = async (
  db: Db,
  customerId: string,
  orderKeys: readonly string[],
  sight: Sight,
): Promise<string[]> =>
  (
    await db.many<{ key: string }>(sql`
      select o.order_key as key from order_mentions o
      join conversations c on c.workspace_id = ${db.workspaceId} and c.id = o.conversation_id
      join conversations s on s.workspace_id = ${db.workspaceId} and s.id = case when c.merged_into is null then c.id else c.merged_into end
      where o.workspace_id = ${db.workspaceId} and o.order_key = any(${orderKeys}::text[])
      group by o.order_key
      having bool_and(c.customer_id <> ${customerId})
        and bool_or(${inSight(sql`s.inbox_id`, sight)})`)
  ).map((row) => row.key)
