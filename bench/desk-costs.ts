import { createHash, randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { work } from '../test/harness/rooms.ts'
import { median, timings, type Bench } from './figure.ts'
import { openLightSocket } from './light-socket.ts'
import { callApi, openDatabase, startProduct, type Product } from './product.ts'
import { openVisitors, post } from './visitors.ts'

const FEW = 20_000
const MANY = 500_000
const DUE = 1000
const ROUNDS = 7

/** Conversations on which a promise runs that is due in a week; the rows that the watch would have to pass by. */
const addWaiting = async (client: pg.Client, inboxId: string, from: number, to: number): Promise<void> => {
  await client.query('set synchronous_commit = off')
  await client.query(
    `with who as (
       insert into customers (workspace_id, id, name, created_at, last_seen_at)
       values (1, gen_random_uuid(), 'Bench', now(), now()) returning id),
     begun as (
       insert into conversations (workspace_id, id, number, inbox_id, customer_id, status, opened_by, opened_at, last_activity_at,
         last_direction, waiting_since, message_count)
       select 1, gen_random_uuid(), nextval('conversation_numbers'), $1, who.id, 'open', 'customer', now(), now(), 'inbound', now(), 1
       from generate_series($2::int + 1, $3::int), who returning id)
     insert into sla_clocks (workspace_id, conversation_id, promise, message_id, policy_id, seconds, business_time, started_at,
       stretches, due_at, next_at)
     select 1, id, 'first', gen_random_uuid(), gen_random_uuid(), 604800, false, now(), '[]', now() + interval '7 days',
       now() + interval '7 days'
     from begun`,
    [inboxId, from, to],
  )
  await client.query('vacuum analyze conversations')
  await client.query('vacuum analyze sla_clocks')
}

/** Milliseconds in which a thousand promises are found that are over, and said to be. */
const tellDue = async (product: Product, client: pg.Client): Promise<number> => {
  const database = openDatabase(product)
  try {
    const taken: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      await client.query(
        `update sla_clocks set due_at = now() - interval '1 minute', next_at = now() - interval '1 minute'
         where (workspace_id, message_id) in (
           select workspace_id, message_id from sla_clocks where breached_at is null limit $1)`,
        [DUE],
      )
      const [ms = 0] = await timings(1, () => work('sla.watch', {}, database.in(1)))
      const { rows } = await client.query('select from sla_clocks where breached_at is not null')
      if (rows.length < DUE * (round + 1)) throw new Error(`told of ${rows.length} promises`)
      taken.push(ms)
      // What was said is handled before the next round, so that it is not measured there.
      await wait(1500)
    }
    return median(taken)
  } finally {
    await database.close()
  }
}

const breaches = async (
  product: Product,
  client: pg.Client,
  say: (line: string) => void,
): Promise<number> => {
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'form',
    name: 'Bench',
  })
  await addWaiting(client, inbox.id, 0, FEW)
  const few = await tellDue(product, client)
  await addWaiting(client, inbox.id, FEW, MANY)
  const many = await tellDue(product, client)
  say(
    `desk: ${DUE} broken promises told in ${few.toFixed(0)} ms among ${FEW}, in ${many.toFixed(0)} ms among ${MANY} that run`,
  )
  return many / few
}

const ONLINE = 300
const SEEING = 30
const A_SECOND = 40
const SECONDS = 8
const PUSH_ROUNDS = 3
const TEXT = 'まだ届きません。'

/** People of a team with a key each. */
const seat = async (client: pg.Client, teamId: string, count: number): Promise<string[]> => {
  const keys = Array.from({ length: count }, () => `mdg_${randomBytes(24).toString('base64url')}`)
  await client.query(
    `with people as (
       insert into agents (workspace_id, id, email, name, role, language, created_at)
       select 1, gen_random_uuid(), k.n || $1::text || '@bench.example', 'Agent', 'agent', 'ja', now()
       from unnest($2::bytea[]) with ordinality as k (hash, n) returning id, email),
     members as (
       insert into team_members (workspace_id, team_id, agent_id) select 1, $1::uuid, id from people)
     insert into api_keys (token_hash, id, workspace_id, agent_id, name, prefix, created_at)
     select k.hash, gen_random_uuid(), 1, p.id, 'bench', 'mdg_bench', now()
     from unnest($2::bytea[]) with ordinality as k (hash, n)
     join people p on p.email = k.n || $1::text || '@bench.example'`,
    [teamId, keys.map((key) => createHash('sha256').update(key).digest())],
  )
  return keys
}

/** Seconds of processor time that a process has had, in user and kernel. Linux only. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / 100
}

interface Desk {
  product: Product
  url: string
  sessions: string[]
  heard: { count: number }
}

const openScreens = ({ product, heard }: Desk, keys: readonly string[]): Promise<Socket[]> =>
  Promise.all(
    keys.map((key) =>
      openLightSocket(new URL(`${product.url}/api/live`), { authorization: `Bearer ${key}` }, (data) => {
        if (data.includes(TEXT)) heard.count += 1
      }),
    ),
  )

/** Milliseconds of processor time for each message that visitors write while these people look. */
const costOf = async (desk: Desk, keys: readonly string[]): Promise<number> => {
  const screens = await openScreens(desk, keys)
  try {
    await wait(2000)
    const before = cpuOf(desk.product.pid)
    const count = A_SECOND * SECONDS
    const started = performance.now()
    const posts: Promise<unknown>[] = []
    for (let n = 0; n < count; n += 1) {
      await wait(Math.max(0, started + (n * 1000) / A_SECOND - performance.now()))
      posts.push(post(desk.url, desk.sessions[n % desk.sessions.length] as string, n + 1, TEXT))
    }
    await Promise.all(posts)
    await wait(2000)
    return ((cpuOf(desk.product.pid) - before) * 1000) / count
  } finally {
    for (const screen of screens) screen.destroy()
    await wait(500)
  }
}

const pushes = async (product: Product, client: pg.Client, say: (line: string) => void): Promise<number> => {
  const teamOf = async (name: string): Promise<string> =>
    (await callApi<{ id: string }>(product, 'POST', '/api/teams', { name })).id
  const [own, others] = [await teamOf('Own'), await teamOf('Others')]
  const inboxOf = async (name: string, teamId: string): Promise<string> => {
    const inbox = await callApi<{ id: string; token: string }>(product, 'POST', '/api/inboxes', {
      channel: 'chat',
      name,
    })
    await callApi(product, 'PATCH', `/api/inboxes/${inbox.id}`, { teamIds: [teamId] })
    return `${product.url}/channels/chat/${inbox.token}`
  }
  const url = await inboxOf('Own', own)
  await inboxOf('Others', others)
  const seeing = await seat(client, own, SEEING)
  const rest = await seat(client, others, ONLINE - SEEING)
  const desk: Desk = {
    product,
    url,
    sessions: await openVisitors(url, A_SECOND * SECONDS, 1),
    heard: { count: 0 },
  }
  await costOf(desk, seeing)
  const [alone, among]: [number[], number[]] = [[], []]
  for (let round = 0; round < PUSH_ROUNDS; round += 1) {
    alone.push(await costOf(desk, seeing))
    among.push(await costOf(desk, [...seeing, ...rest]))
  }
  // Several messages may come in one frame.
  if (desk.heard.count < SEEING * SECONDS) throw new Error('the screens were not told of the messages')
  say(
    `desk: a message costs ${median(alone).toFixed(2)} ms of processor time with the ${SEEING} who see it online, ${median(among).toFixed(2)} ms with ${ONLINE}`,
  )
  return median(among) / median(alone)
}

/** What promises and open screens cost, each as a ratio of large to small: with what is due and who sees it, not with all. */
export const deskCosts: Bench = {
  names: ['desk.breaches', 'desk.push'],
  async run(wanted, say) {
    const product = await startProduct()
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      const figures = []
      if (wanted('desk.push'))
        figures.push({ name: 'desk.push', value: await pushes(product, client, say), bar: 1.3 })
      if (wanted('desk.breaches'))
        figures.push({ name: 'desk.breaches', value: await breaches(product, client, say), bar: 1.5 })
      return figures.map((figure) => ({ ...figure, unit: '', better: 'lower' as const }))
    } finally {
      await client.end()
      await product.remove()
    }
  },
}
