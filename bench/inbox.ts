import pg from 'pg'
import { median, timings, type Bench, type Figure } from './figure.ts'
import { fillInbox } from './fill.ts'
import { callApi, startProduct, type Product } from './product.ts'

const SMALL = 5000
const LARGE = 500_000
const RUNS = 60

interface Page {
  items: { id: string }[]
  next: string | null
}

/** Milliseconds of each read through the API, the median of many. */
interface Reads {
  list: number
  deep: number
  counts: number
  open: number
  /** The list's rows by one bare statement on a connection of its own. */
  bare: number
}

const BARE = `
  select c.*, cu.name from conversations c join customers cu on cu.workspace_id = c.workspace_id and cu.id = c.customer_id
  where c.workspace_id = 1 and c.inbox_id = $1 and c.status = 'resolved' order by c.last_activity_at desc, c.id desc limit 50`

const LIST = '/api/conversations?status=resolved&limit=50'

/** The cursor after the first ten thousand, or after half of what there is. */
const deepCursor = async (product: Product, total: number): Promise<string> => {
  let cursor: string | null = null
  for (let seen = 0; seen < Math.min(10_000, total / 2); seen += 200) {
    const page: Page = await callApi<Page>(
      product,
      'GET',
      `/api/conversations?status=resolved&limit=200${cursor ? `&cursor=${cursor}` : ''}`,
    )
    cursor = page.next
  }
  return cursor ?? ''
}

const measure = async (product: Product, inboxId: string, total: number): Promise<Reads> => {
  const cursor = await deepCursor(product, total)
  const { items } = await callApi<Page>(product, 'GET', LIST)
  const client = new pg.Client({ connectionString: product.connectionString })
  await client.connect()
  const of = async (work: (n: number) => Promise<unknown>): Promise<number> => {
    await timings(10, work)
    return median(await timings(RUNS, work))
  }
  try {
    return {
      list: await of(() => callApi(product, 'GET', LIST)),
      bare: await of(() => client.query({ name: 'bare', text: BARE, values: [inboxId] })),
      deep: await of(() => callApi(product, 'GET', `${LIST}&cursor=${cursor}`)),
      counts: await of(() => callApi(product, 'GET', '/api/conversation-counts')),
      open: await of((n) =>
        callApi(product, 'GET', `/api/conversations/${items[n % items.length]?.id}/messages`),
      ),
    }
  } finally {
    await client.end()
  }
}

const readsOf = async (total: number, say: (line: string) => void): Promise<Reads> => {
  const product = await startProduct()
  try {
    const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
      channel: 'chat',
      name: 'Bench',
    })
    await fillInbox(product, inbox.id, total)
    const reads = await measure(product, inbox.id, total)
    say(
      `inbox at ${total}: ${Object.entries(reads)
        .map(([name, ms]) => `${name} ${ms.toFixed(2)} ms`)
        .join(', ')}`,
    )
    return reads
  } finally {
    await product.remove()
  }
}

const PARTS = ['list', 'deep', 'counts', 'open'] as const

/** Reading lists, counters and conversations at 500,000 conversations: against bare SQL, and against 5,000. */
export const inbox: Bench = {
  names: ['inbox.bare', ...PARTS.map((part) => `inbox.${part}`)],
  async run(_wanted, say) {
    const small = await readsOf(SMALL, say)
    const large = await readsOf(LARGE, say)
    const figures: Figure[] = [
      { name: 'inbox.bare', value: large.list / large.bare, unit: 'ratio', better: 'lower', bar: 3 },
    ]
    for (const part of PARTS)
      figures.push({
        name: `inbox.${part}`,
        value: large[part] / small[part],
        unit: 'ratio',
        better: 'lower',
        bar: 1.5,
      })
    return figures
  },
}
