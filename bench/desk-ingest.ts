import pg from 'pg'
import { median, type Bench } from './figure.ts'
import { fillInbox } from './fill.ts'
import { productRate } from './ingest.ts'
import { callApi, startProduct, type Product } from './product.ts'

const CONVERSATIONS = 500_000
const RULES = 50
const POLICIES = 20
const SENDERS = 8
const ROUNDS = 5
/** What comes in may take a quarter longer with them: a fifth less a second. */
const BAR = 0.8

type Leaf = { condition: string; how: string; value?: string[] }

const all = (...of: Leaf[]) => ({ match: 'all', of })
const says = (...value: string[]): Leaf => ({ condition: 'message.text', how: 'contains', value })

/** What a shop asks for, of which nothing comes: each in words of its own, most with something about the conversation or customer. */
const asked = (n: number) =>
  all(
    says(`合言葉${n}`, `キーワード${n}`),
    n % 2 === 0
      ? { condition: 'conversation.priority', how: 'none-of', value: ['urgent'] }
      : { condition: 'customer.name', how: 'filled' },
  )

const addRule = async (product: Product, name: string, applies: object, fields: object): Promise<unknown> =>
  callApi(product, 'POST', '/api/rules', {
    name,
    when: { events: ['message.received'] },
    applies,
    steps: [{ action: 'conversation.priority', fields }],
    stops: true,
  })

/** Fifty rules, one of which is carried out for every fourth message, and twenty promises, of which the last one fits. */
const setUp = async (product: Product): Promise<void> => {
  for (let n = 1; n < RULES; n += 1) await addRule(product, `規則 ${n}`, asked(n), { priority: 'high' })
  await addRule(product, '四回目', all(says('4回目')), { priority: 'urgent' })
  for (let n = 1; n <= POLICIES; n += 1)
    await callApi(product, 'POST', '/api/sla-policies', {
      name: `目標 ${n}`,
      applies: n === POLICIES ? null : asked(n),
      firstSeconds: 86_400,
      nextSeconds: 86_400,
      resolveSeconds: null,
      businessTime: true,
      pauses: ['pending'],
      warnPercent: 80,
    })
}

/** Has rules and promises hold, or none of them; by SQL, since changing a promise looks through all who wait. */
const switchTo = async (client: pg.Client, on: boolean): Promise<void> => {
  await client.query('update rules set enabled = $1', [on])
  await client.query('update rule_settings set stamp = stamp + 1')
  await client.query('update sla_policies set removed_at = case when not $1::boolean then now() end', [on])
}

/** Jobs of the set-up are done: nothing else is at work when it is measured. */
const quiet = async (client: pg.Client): Promise<void> => {
  const end = performance.now() + 600_000
  for (;;) {
    const { rows } = await client.query(
      `select (select count(*) from events) + (
         select count(*) from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id and t.identifier = 'sla.settle') as n`,
    )
    if (Number(rows[0].n) === 0) return
    if (performance.now() > end) throw new Error('what waits is not settled after ten minutes')
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** What rules and promises cost where messages come in: the rate with them against the rate without, in turn. */
export const deskIngest: Bench = {
  names: ['desk.ingest'],
  async run(_wanted, say) {
    const product = await startProduct()
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      const inbox = await callApi<{ id: string; token: string }>(product, 'POST', '/api/inboxes', {
        channel: 'chat',
        name: 'Bench',
      })
      const url = `${product.url}/channels/chat/${inbox.token}`
      await fillInbox(product, inbox.id, CONVERSATIONS)
      await setUp(product)
      await quiet(client)
      await productRate(product, url, SENDERS, client)
      const rounds: { without: number; with: number }[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        await switchTo(client, false)
        const without = await productRate(product, url, SENDERS, client)
        await switchTo(client, true)
        rounds.push({ without, with: await productRate(product, url, SENDERS, client) })
      }
      const inWords = rounds.map((one) => `${Math.round(one.with)} of ${Math.round(one.without)}`)
      say(
        `desk: messages/s with ${RULES} rules and ${POLICIES} promises of those without ${inWords.join(', ')}`,
      )
      const value = median(rounds.map((one) => one.with / one.without))
      return [{ name: 'desk.ingest', value, unit: 'ratio', better: 'higher', bar: BAR }]
    } finally {
      await client.end()
      await product.remove()
    }
  },
}
