import pg from 'pg'
import type { Product } from './product.ts'

/** Tables that a message fills, and how their rows are found by message or conversation. */
const TABLES = [
  { name: 'arrivals', by: 'id = m.arrival_id' },
  { name: 'conversations', by: 'id = m.conversation_id and t.last_message_id = m.id' },
  { name: 'messages', by: 'id = m.id' },
  { name: 'thread_keys', by: 'message_id = m.id' },
  { name: 'search_documents', by: 'id = m.id' },
  { name: 'facts', by: 'message_id = m.id' },
] as const

interface MessageRows {
  table: string
  row: unknown
}

/** The rows that the product wrote for its newest messages, by message. */
const rowsOf = async (client: pg.Client, count: number): Promise<MessageRows[][]> => {
  const byMessage = new Map<string, MessageRows[]>()
  for (const { name, by } of TABLES) {
    const { rows } = await client.query<{ message: string; row: unknown }>(
      `select m.id as message, to_jsonb(t) as row
       from (select id, conversation_id, arrival_id from messages where kind = 'inbound' order by id desc limit ${count}) m
       join ${name} t on t.${by}`,
    )
    for (const { message, row } of rows)
      byMessage.set(message, [...(byMessage.get(message) ?? []), { table: name, row }])
  }
  return [...byMessage.values()]
}

/** Empty tables with the same columns, indexes and checks. */
const emptyTables = async (client: pg.Client): Promise<void> => {
  await client.query('drop schema if exists bare cascade; create schema bare')
  for (const { name } of TABLES)
    await client.query(`create table bare.${name} (like public.${name} including all)`)
  await client.query('create table bare.events (like public.events including all)')
}

const insertAll = async (client: pg.Client, rows: readonly MessageRows[], event: unknown): Promise<void> => {
  await client.query('begin')
  for (const { table, row } of rows) {
    await client.query({
      name: `bare ${table}`,
      text: `insert into bare.${table} select * from jsonb_populate_record(null::bare.${table}, $1)`,
      values: [JSON.stringify(row)],
    })
  }
  await client.query({
    name: 'bare events',
    text: 'insert into bare.events select * from jsonb_populate_record(null::bare.events, $1)',
    values: [JSON.stringify(event)],
  })
  await client.query('commit')
}

/** Messages a second that bare transactions insert: the same rows into the same tables, one transaction a message. */
export const bareRate = async (product: Product, senders: number, count: number): Promise<number> => {
  const clients = Array.from(
    { length: senders },
    () => new pg.Client({ connectionString: product.connectionString }),
  )
  await Promise.all(clients.map((client) => client.connect()))
  const [first] = clients as [pg.Client]
  try {
    const work = await rowsOf(first, count)
    await emptyTables(first)
    const total = work.length
    const started = performance.now()
    await Promise.all(
      clients.map(async (client) => {
        for (let rows = work.pop(); rows; rows = work.pop()) {
          const message = rows.find((one) => one.table === 'messages')?.row as {
            id: string
            workspace_id: number
            received_at: string
          }
          await insertAll(client, rows, {
            workspace_id: message.workspace_id,
            id: message.id,
            name: 'message.received',
            payload: {},
            at: message.received_at,
          })
        }
      }),
    )
    const rate = (total / (performance.now() - started)) * 1000
    await first.query('drop schema bare cascade')
    return rate
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}
