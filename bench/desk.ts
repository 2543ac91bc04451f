import pg from 'pg'
import { fillInbox } from './fill.ts'
import type { Bench } from './figure.ts'
import { callApi, startProduct, type Product } from './product.ts'

const WAITING = 1000
const AGENTS = 300
/** Of so many conversations in twenty nobody is done with one. */
const ALL = WAITING * 20
const PATIENCE_MS = 60_000

/** What agents take at a time, in turn. */
const CAPACITIES = [4, 6, 8]

const QUEUE = {
  name: 'Bench',
  applies: null,
  teamIds: [],
  skills: [],
  language: 'ignore',
  lastAgent: false,
  urgent: null,
  overflowSeconds: null,
  overflowTeamIds: [],
}

const seat = async (client: pg.Client, teamId: string): Promise<void> => {
  await client.query(
    `insert into agents (workspace_id, id, email, name, role, language, created_at, last_seen_at)
     select 1, gen_random_uuid(), 'agent' || n || '@bench.example', 'Agent ' || n, 'agent', 'en', now(), now() + interval '1 hour'
     from generate_series(1, $1::int) n`,
    [AGENTS],
  )
  await client.query(
    `insert into team_members (workspace_id, team_id, agent_id)
     select 1, $1, id from agents where workspace_id = 1 and email like '%@bench.example'`,
    [teamId],
  )
  await client.query(
    `insert into work_limits (workspace_id, agent_id, capacity, chats)
     select 1, id, ($1::int[])[1 + (row_number() over (order by id)) % $2::int], 100
     from agents where workspace_id = 1 and email like '%@bench.example'`,
    [CAPACITIES, CAPACITIES.length],
  )
}

const countOf = async (client: pg.Client, statement: string): Promise<number> =>
  Number((await client.query<{ n: string }>(statement)).rows[0]?.n)

const until = async (client: pg.Client, statement: string, wanted: number): Promise<void> => {
  const end = performance.now() + PATIENCE_MS
  while ((await countOf(client, statement)) !== wanted) {
    if (performance.now() > end) throw new Error(`after a minute: not ${wanted} by ${statement}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

/** How far the one is from their share who is furthest, in conversations. */
const furthest = async (client: pg.Client): Promise<number> => {
  const { rows } = await client.query<{ held: string; capacity: number }>(
    `select l.capacity, (select count(*) from conversations c
       where c.workspace_id = 1 and c.assignee_id = l.agent_id and c.status = 'open') as held
     from work_limits l where l.workspace_id = 1`,
  )
  const all = rows.reduce((sum, { capacity }) => sum + capacity, 0)
  return Math.max(...rows.map(({ held, capacity }) => Math.abs(Number(held) - (WAITING * capacity) / all)))
}

const measure = async (product: Product, client: pg.Client): Promise<{ seconds: number; off: number }> => {
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'form',
    name: 'Bench',
  })
  const team = await callApi<{ id: string }>(product, 'POST', '/api/teams', { name: 'Bench' })
  await callApi(product, 'PATCH', `/api/inboxes/${inbox.id}`, { teamIds: [team.id] })
  await fillInbox(product, inbox.id, ALL)
  await seat(client, team.id)
  await client.query('analyze')
  const queue = await callApi<{ id: string }>(product, 'POST', '/api/queues', { ...QUEUE, mode: 'hand' })
  await until(client, 'select count(*) as n from queued where workspace_id = 1', WAITING)
  const begun = performance.now()
  await callApi(product, 'PUT', `/api/queues/${queue.id}`, { ...QUEUE, mode: 'load' })
  await until(client, 'select count(*) as n from queued where workspace_id = 1', 0)
  const seconds = (performance.now() - begun) / 1000
  return { seconds, off: await furthest(client) }
}

/** What a team's desk costs: a thousand that wait are handed out to three hundred people. */
export const desk: Bench = {
  names: ['desk.routing', 'desk.fair'],
  async run(_wanted, say) {
    const product = await startProduct()
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      const { seconds, off } = await measure(product, client)
      say(
        `desk: ${WAITING} conversations to ${AGENTS} people in ${seconds.toFixed(2)} s, at most ${off.toFixed(2)} from a fair share`,
      )
      return [
        { name: 'desk.routing', value: seconds, unit: 's', better: 'lower', bar: 2 },
        { name: 'desk.fair', value: off, unit: 'conv.', better: 'lower', bar: 1 },
      ]
    } finally {
      await client.end()
      await product.remove()
    }
  },
}
