import pg from 'pg'
import type { Product } from './product.ts'

const OWNER_COUNTS = `
  insert into conversation_counts (workspace_id, inbox_id, team_id, assignee_id, status, count)
  select workspace_id, inbox_id, '00000000-0000-0000-0000-000000000000', '00000000-0000-0000-0000-000000000000', status, count(*)
  from conversations group by workspace_id, inbox_id, status
  on conflict (workspace_id, inbox_id, team_id, assignee_id, status) do update set count = excluded.count`

/** Ids that sort by time, as the product's do: 48 bits of milliseconds in front. */
const ID = (moment: string): string =>
  `(lpad(to_hex((extract(epoch from ${moment}) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || '8' || substr(md5(random()::text), 1, 15))::uuid`

const TEXTS = ['本文です。ご確認をお願いいたします。']

/**
 * Fills an inbox with conversations of five messages each, by SQL alone: 95 in 100 are resolved, as in a shop that has
 * run for years. The customers are a tenth as many. The messages say the given texts, in turn.
 */
export const fillInbox = async (
  product: Pick<Product, 'connectionString'>,
  inboxId: string,
  conversations: number,
  texts: readonly string[] = TEXTS,
): Promise<void> => {
  const client = new pg.Client({ connectionString: product.connectionString })
  await client.connect()
  try {
    await client.query('set synchronous_commit = off')
    const customers = Math.max(1, Math.floor(conversations / 10))
    await client.query(
      `insert into customers (workspace_id, id, name, created_at, last_seen_at)
       select 1, ${ID("now() - n * interval '1 minute'")}, '顧客 ' || n, now(), now() - n * interval '1 minute' from generate_series(1, $1::int) n`,
      [customers],
    )
    await client.query(
      'create temp table who as select id, row_number() over () as n from customers where workspace_id = 1',
    )
    await client.query(
      `insert into conversations (workspace_id, id, number, inbox_id, customer_id, subject, preview, status, opened_by, opened_at, last_activity_at, last_direction, waiting_since, message_count)
       select 1, ${ID('at')}, nextval('conversation_numbers'), $1, who.id, 'ご注文 ' || s.n, 'お届けの予定を教えてください。' || s.n,
         case when s.n % 20 = 0 then 'open' else 'resolved' end, 'customer', at, at, 'inbound', case when s.n % 20 = 0 then at end, 5
       from (select n, now() - n * interval '30 seconds' as at from generate_series(1, $2::int) n) s join who on who.n = 1 + s.n % $3`,
      [inboxId, conversations, customers],
    )
    await client.query(
      'create temp table texts as select n, text from unnest($1::text[]) with ordinality as t (text, n)',
      [texts],
    )
    await client.query('analyze texts')
    await client.query(
      `insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_id, actor_name, text, occurred_at, received_at, receipt)
       select 1, ${ID("c.opened_at + m * interval '1 second'")}, c.id, c.inbox_id, case when m % 2 = 0 then 'outbound' else 'inbound' end,
         case when m % 2 = 0 then 'agent' else 'customer' end, c.customer_id, '名前', texts.text, c.opened_at, c.opened_at,
         case when m % 2 = 0 then 'sent' end
       from conversations c cross join generate_series(1, 5) m join texts on texts.n = 1 + (c.number * 5 + m) % $2
       where c.inbox_id = $1`,
      [inboxId, texts.length],
    )
    await client.query(OWNER_COUNTS)
    await client.query('vacuum analyze')
  } finally {
    await client.end()
  }
}
