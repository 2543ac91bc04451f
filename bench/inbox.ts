import pg from 'pg'
import { median, timings, type Bench, type Figure } from './figure.ts'
import { fillInbox } from './fill.ts'
import { callApi, startProduct, withOwnKey, type Product } from './product.ts'

const SMALL = 5000
const LARGE = 500_000
const RUNS = 60
const ROUNDS = 5
const SLOW_MS = 100
/** Reads of each kind before the first round: a service that people use all day is warm, its code compiled. */
const WARM_UP = 300

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

/** What opening a conversation gives beside its messages: itself, and what was changed in it. */
const BESIDE_MESSAGES = [
  `select c.*, cu.name from conversations c join customers cu on cu.workspace_id = c.workspace_id and cu.id = c.customer_id
   where c.workspace_id = 1 and c.id = $1`,
  'select * from conversation_changes where workspace_id = 1 and conversation_id = $1 order by id',
]

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

type Read = (n: number) => Promise<unknown>

/** The reads of one product, ready to be run over and over. */
interface Reader {
  reads: Record<Part, { api: Read; bare: Read }>
  end(): Promise<void>
}

const openReader = async (product: Product, inboxId: string, total: number): Promise<Reader> => {
  const cursor = await deepCursor(product, total)
  const { items } = await callApi<Page>(product, 'GET', LIST)
  const client = new pg.Client({ connectionString: product.connectionString })
  await client.connect()
  const { rows } = await client.query<{ at: string; id: string }>(
    `select last_activity_at::text as at, id from conversations where workspace_id = 1 and status = 'resolved'
     order by last_activity_at desc, id desc offset $1 limit 1`,
    [depthOf(total)],
  )
  const deepest = rows[0]
  const idAt = (n: number) => items[n % items.length]?.id ?? ''
  const query = (text: string, values: unknown[]) => client.query({ name: text.slice(-60), text, values })
  const paths: Record<Part, (n: number) => string> = {
    list: () => LIST,
    deep: () => `${LIST}&cursor=${cursor}`,
    counts: () => '/api/conversation-counts',
    open: (n) => `/api/conversations/${idAt(n)}/messages`,
  }
  const bare: Record<Part, Read> = {
    list: () => query(BARE.list, [inboxId]),
    deep: () => query(BARE.deep, [inboxId, deepest?.at, deepest?.id]),
    counts: () => query(BARE.counts, [inboxId]),
    open: async (n) => {
      for (const text of [BARE.open, ...BESIDE_MESSAGES]) await query(text, [idAt(n)])
    },
  }
  const readsOf = async (part: Part) => {
    const caller = await withOwnKey(product, part)
    return { api: (n: number) => callApi(caller, 'GET', paths[part](n)), bare: bare[part] }
  }
  const reads = {
    list: await readsOf('list'),
    deep: await readsOf('deep'),
    counts: await readsOf('counts'),
    open: await readsOf('open'),
  }
  return { reads, end: () => client.end() }
}

const warmUp = async ({ reads }: Reader): Promise<void> => {
  for (const part of PARTS) {
    await timings(WARM_UP, reads[part].api)
    await timings(10, reads[part].bare)
  }
}

/**
 * Both by turns, a call of each: a statement that is asked for again and again finds its server process awake and on its
 * own core, which nobody's reading does who lets other work in between. A slow one would sweep the other's memory out of
 * the processor, and no turns are needed to know it: it comes afterwards.
 */
const pairOf = async ({ api, bare }: { api: Read; bare: Read }): Promise<{ api: number; bare: number }> => {
  const [first = 0] = await timings(1, bare)
  if (first > SLOW_MS) return { api: median(await timings(RUNS, api)), bare: median(await timings(10, bare)) }
  const taken: { api: number[]; bare: number[] } = { api: [], bare: [] }
  for (let turn = 0; turn < RUNS; turn += 1) {
    taken.api.push(...(await timings(1, () => api(turn))))
    taken.bare.push(...(await timings(1, () => bare(turn))))
  }
  return { api: median(taken.api), bare: median(taken.bare) }
}

const measure = async ({ reads }: Reader): Promise<Reads> => ({
  list: await pairOf(reads.list),
  deep: await pairOf(reads.deep),
  counts: await pairOf(reads.counts),
  open: await pairOf(reads.open),
})

/** Fills a product and opens what reads it. */
const fill = async (product: Product, total: number): Promise<Reader> => {
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'chat',
    name: 'Bench',
  })
  await fillInbox(product, inbox.id, total)
  return openReader(product, inbox.id, total)
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
    const products: Product[] = []
    const readers: Reader[] = []
    const rounds: Reads[][] = [[], []]
    try {
      for (const total of [SMALL, LARGE]) {
        const product = await startProduct()
        products.push(product)
        readers.push(await fill(product, total))
      }
      for (const reader of readers) await warmUp(reader)
      // In turn: both see the same hours of a machine that others use, too.
      for (let round = 0; round < ROUNDS; round += 1)
        for (const [at, reader] of readers.entries()) rounds[at]?.push(await measure(reader))
    } finally {
      for (const reader of readers) await reader.end()
      for (const product of products) await product.remove()
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
