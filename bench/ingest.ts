import pg from 'pg'
import { bareRate } from './bare-insert.ts'
import { median, type Bench, type Figure } from './figure.ts'
import { callApi, startProduct, type Product } from './product.ts'
import { openVisitors, post } from './visitors.ts'

const SENDERS = [1, 8, 32]
const MESSAGES = 2000
const ROUNDS = 5
const BAR = 0.5

let nextVisitor = 1

/** True when nothing waits: every message is stored, every listener has done its work, and every rule has answered. */
const isSettled = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query(
    `select (select count(*) from arrivals where state = 'waiting') + (select count(*) from events)
       + (select count(*) from rule_happenings) as n`,
  )
  return Number(rows[0].n) === 0
}

/** Messages a second that so many senders get stored, threaded, announced and done by every listener. */
export const productRate = async (
  product: Product,
  url: string,
  senders: number,
  client: pg.Client,
): Promise<number> => {
  // Four messages a visitor: one opens a conversation, three go on in it.
  const first = nextVisitor
  const sessions = await openVisitors(url, Math.ceil(MESSAGES / 4), first)
  nextVisitor += sessions.length
  const work = sessions.flatMap((session, visitor) => [0, 1, 2, 3].map((n) => ({ session, visitor, n })))
  work.sort((a, b) => a.n - b.n || a.visitor - b.visitor)
  const started = performance.now()
  await Promise.all(
    Array.from({ length: senders }, async () => {
      for (let job = work.shift(); job; job = work.shift())
        await post(
          url,
          job.session,
          first + job.visitor,
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
        // In turn, since machines are shared: what slows one down slows its neighbour down, too.
        const rounds: { ours: number; bare: number }[] = []
        for (let round = 0; round < ROUNDS; round += 1)
          rounds.push({
            ours: await productRate(product, url, senders, client),
            bare: await bareRate(product, senders, MESSAGES),
          })
        const inWords = rounds.map(({ ours, bare }) => `${Math.round(ours)} of ${Math.round(bare)}`)
        say(`ingest at ${senders} senders: messages/s of bare inserts/s ${inWords.join(', ')}`)
        figures.push({
          name: `ingest.${senders}`,
          value: median(rounds.map(({ ours, bare }) => ours / bare)),
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
