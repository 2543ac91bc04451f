import pg from 'pg'
import { median, timings, type Bench, type Figure } from './figure.ts'
import { fillInbox } from './fill.ts'
import { callApi, startProduct, type Product } from './product.ts'

const SMALL = 5000
const LARGE = 500_000
const RUNS = 60
const ROUNDS = 3

interface Page {
  items: { id: string }[]
  next: string | null
}

const PARTS = ['list', 'deep', 'counts', 'open'] as const
type Part = (typeof PARTS)[number]

/** Milliseconds of a read through the API and of the same by one bare statement, each the median of many. */
type Reads = Record<Part, { api: number; bare: number }>

const ROWS = `
  select c.*, cu.name from conversations c join customers cu on cu.workspace_id = c.workspace_id and cu.id = c.customer_id
  where c.workspace_id = 1 and c.inbox_id = $1 and c.status = 'resolved'`
const ORDER = 'order by c.last_activity_at desc, c.id desc limit 50'

/** What each read asks the database for, where nothing is kept beside the rows themselves. */
const BARE: Record<Part, string> = {
  list: `${ROWS} ${ORDER}`,
  deep: `${ROWS} and (c.last_activity_at, c.id) < ($2::timestamptz, $3::uuid) ${ORDER}`,
  counts: `
    select inbox_id, team_id, assignee_id, status, count(*) from conversations
    where workspace_id = 1 and inbox_id = $1 group by inbox_id, team_id, assignee_id, status`,
  open: `
    select m.*, (select jsonb_agg(a) from attachments a where a.workspace_id = 1 and a.message_id = m.id) as attachments
    from messages m where m.workspace_id = 1 and m.conversation_id = $1 order by m.id desc limit 50`,
}

const LIST = '/api/conversations?status=resolved&limit=50'

/** How many rows the deep page lies behind: ten thousand, or half of what there is. */
const depthOf = (total: number): number => Math.min(10_000, total / 2)

const deepCursor = async (product: Product, total: number): Promise<string> => {
  let cursor: string | null = null
  for (let seen = 0; seen < depthOf(total); seen += 200) {
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
  const idAt = (n: number) => items[n % items.length]?.id ?? ''
  const bare = (part: Part, values: (n: number) => unknown[]) =>
    of((n) => client.query({ name: part, text: BARE[part], values: values(n) }))
  const api = (path: (n: number) => string) => of((n) => callApi(product, 'GET', path(n)))
  try {
    const { rows } = await client.query<{ at: string; id: string }>(
      `select last_activity_at::text as at, id from conversations where workspace_id = 1 and status = 'resolved'
       order by last_activity_at desc, id desc offset $1 limit 1`,
      [depthOf(total)],
    )
    const deepest = rows[0]
    return {
      list: { api: await api(() => LIST), bare: await bare('list', () => [inboxId]) },
      deep: {
        api: await api(() => `${LIST}&cursor=${cursor}`),
        bare: await bare('deep', () => [inboxId, deepest?.at, deepest?.id]),
      },
      counts: {
        api: await api(() => '/api/conversation-counts'),
        bare: await bare('counts', () => [inboxId]),
      },
      open: {
        api: await api((n) => `/api/conversations/${idAt(n)}/messages`),
        bare: await bare('open', (n) => [idAt(n)]),
      },
    }
  } finally {
    await client.end()
  }
}

interface Filled {
  product: Product
  inboxId: string
  total: number
}

const startFilled = async (total: number): Promise<Filled> => {
  const product = await startProduct()
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'chat',
    name: 'Bench',
  })
  await fillInbox(product, inbox.id, total)
  return { product, inboxId: inbox.id, total }
}

/** The middle of several rounds, part by part. */
const middle = (rounds: readonly Reads[]): Reads => {
  const of = (part: Part, which: 'api' | 'bare') => median(rounds.map((reads) => reads[part][which]))
  const pair = (part: Part) => ({ api: of(part, 'api'), bare: of(part, 'bare') })
  return { list: pair('list'), deep: pair('deep'), counts: pair('counts'), open: pair('open') }
}

const inWords = (total: number, reads: Reads): string =>
  `inbox at ${total}: ${PARTS.map((part) => `${part} ${reads[part].api.toFixed(2)} ms (bare ${reads[part].bare.toFixed(2)})`).join(', ')}`

/** Reading lists, counters and conversations at 500,000 conversations: against bare SQL, and against 5,000. */
export const inbox: Bench = {
  names: PARTS.flatMap((part) => [`inbox.${part}`, `inbox.${part}.bare`]),
  async run(_wanted, say) {
    const filled: Filled[] = []
    const rounds: Reads[][] = [[], []]
    try {
      for (const total of [SMALL, LARGE]) filled.push(await startFilled(total))
      // In turn: both see the same hours of a machine that others use, too.
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [at, { product, inboxId, total }] of filled.entries())
          rounds[at]?.push(await measure(product, inboxId, total))
    } finally {
      for (const { product } of filled) await product.remove()
    }
    const [small, large] = rounds.map(middle) as [Reads, Reads]
    say(inWords(SMALL, small))
    say(inWords(LARGE, large))
    return PARTS.flatMap((part): Figure[] => [
      {
        name: `inbox.${part}`,
        value: large[part].api / small[part].api,
        unit: 'ratio',
        better: 'lower',
        bar: 1.5,
      },
      {
        name: `inbox.${part}.bare`,
        value: large[part].api / large[part].bare,
        unit: 'ratio',
        better: 'lower',
        bar: 3,
      },
    ])
  },
}
