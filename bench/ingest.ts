import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { bareRate } from './bare-insert.ts'
import type { Bench, Figure } from './figure.ts'
import { callApi, startProduct, type Product } from './product.ts'

const SENDERS = [1, 8, 32]
const MESSAGES = 3000
const BAR = 0.5

/** A visitor's post; every visitor comes from an address of their own, as visitors do. */
const post = async (url: string, session: string, visitor: number, text: string): Promise<void> => {
  const answer = await fetch(`${url}/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-madoguchi-visitor': session,
      'x-forwarded-for': `10.${visitor >> 16}.${(visitor >> 8) & 255}.${visitor & 255}`,
    },
    body: JSON.stringify({ id: randomUUID(), text, place: { url: 'https://shop.example/items/1' } }),
  })
  await answer.arrayBuffer()
  if (answer.status !== 202) throw new Error(`a post was answered with ${answer.status}`)
}

const openVisitors = async (url: string, count: number): Promise<string[]> => {
  const sessions: string[] = []
  for (let n = 0; n < count; n += 1) {
    const answer = await fetch(`${url}/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.200.${n >> 8}.${n & 255}` },
      body: '{}',
    })
    sessions.push(((await answer.json()) as { session: string }).session)
  }
  return sessions
}

/** True when nothing waits: every message is stored, and every listener has done its work. */
const isSettled = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query(
    "select (select count(*) from arrivals where state = 'waiting') + (select count(*) from events) as n",
  )
  return Number(rows[0].n) === 0
}

const productRate = async (
  product: Product,
  url: string,
  senders: number,
  client: pg.Client,
): Promise<number> => {
  // Four messages a visitor: one opens a conversation, three go on in it.
  const sessions = await openVisitors(url, Math.ceil(MESSAGES / 4))
  const work = sessions.flatMap((session, visitor) => [0, 1, 2, 3].map((n) => ({ session, visitor, n })))
  work.sort((a, b) => a.n - b.n || a.visitor - b.visitor)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let job = work.shift(); job; job = work.shift())
        await post(
          url,
          job.session,
          job.visitor + senders * 100_000,
          `注文した商品がまだ届きません。${job.n + 1}回目のお問い合わせです。`,
        )
    }),
  )
  while (!(await isSettled(client))) await new Promise((resolve) => setTimeout(resolve, 5))
  if (product.pid === 0) throw new Error('the product is gone')
  return (MESSAGES / (performance.now() - started)) * 1000
}

/** Messages that are stored, threaded, announced and done by every listener, against bare inserts of the same rows. */
export const ingest: Bench = {
  names: SENDERS.map((senders) => `ingest.${senders}`),
  async run(wanted, say) {
    const product = await startProduct()
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      const inbox = await callApi<{ token: string }>(product, 'POST', '/api/inboxes', {
        channel: 'chat',
        name: 'Bench',
      })
      const url = `${product.url}/channels/chat/${inbox.token}`
      await productRate(product, url, 8, client)
      const figures: Figure[] = []
      for (const senders of SENDERS.filter((count) => wanted(`ingest.${count}`))) {
        // Side by side and twice, since machines are shared: the better of each.
        const rates: [number, number][] = []
        for (let round = 0; round < 2; round += 1)
          rates.push([
            await productRate(product, url, senders, client),
            await bareRate(product, senders, MESSAGES),
          ])
        const [ours, bare] = [
          Math.max(...rates.map(([rate]) => rate)),
          Math.max(...rates.map(([, rate]) => rate)),
        ]
        say(
          `ingest at ${senders} senders: ${Math.round(ours)} messages/s, bare inserts ${Math.round(bare)}/s`,
        )
        figures.push({
          name: `ingest.${senders}`,
          value: ours / bare,
          unit: 'ratio',
          better: 'higher',
          bar: BAR,
        })
      }
      return figures
    } finally {
      await client.end()
      await product.remove()
    }
  },
}
