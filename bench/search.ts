import pg from 'pg'
import { rebuildSearch } from '../server/modules/desk/index.ts'
import { buildWorld } from '../seed/world/index.ts'
import { median, timings, type Bench } from './figure.ts'
import { fillInbox } from './fill.ts'
import { callApi, openDatabase, startProduct, type Product } from './product.ts'

const MESSAGES = 1_000_000
const RUNS = 20

/** Words by how often they stand in the messages, in both languages; some are typed in another width. */
const WORDS = {
  common: ['注文', '返品', 'お届け', 'ﾒｰﾙ', 'order', 'the', '注文 返品'],
  rare: ['琥珀糖', 'ｺﾊｸｲﾛ', 'zanzibar', 'ＺＡＮＺＩＢＡＲ 琥珀'],
  absent: ['鳳凰木', '琥珀 xylophone', 'quixotically', '注文 鳳凰木'],
} as const
const RARE = ['琥珀糖はまだありますか。', '色はコハクイロを選びました。', 'Do you ship to Zanzibar? 琥珀']

/** The texts of the demo shop's messages. */
const texts = (): string[] => {
  const world = buildWorld({ seed: 1, now: new Date('2026-11-01T00:00:00Z'), conversations: 4000 })
  return [...world.conversations].flatMap(({ messages }) => messages.map(({ text }) => text.slice(0, 2000)))
}

const strewRareOnes = (client: pg.Client): Promise<unknown> =>
  client.query(
    `update messages m set text = r.text
     from unnest($1::text[]) with ordinality as r (text, n)
     where m.id = (select x.id from messages x order by x.id offset r.n * 300000 limit 1)`,
    [RARE],
  )

/** Fills the product with a million messages and brings their search index up to date by the product's own code. */
const fill = async (product: Product, client: pg.Client, say: (line: string) => void): Promise<void> => {
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'chat',
    name: 'Bench',
  })
  await fillInbox(product, inbox.id, MESSAGES / 5, texts())
  await strewRareOnes(client)
  const database = openDatabase(product)
  const { rows } = await client.query<{ indexdef: string }>(
    "select indexdef from pg_indexes where indexname = 'search_documents_tokens'",
  )
  try {
    await client.query('drop index search_documents_tokens')
    const started = performance.now()
    await rebuildSearch(database.in(1))
    await client.query(rows[0]?.indexdef ?? '')
    await client.query('vacuum analyze search_documents')
    say(`search: indexed ${MESSAGES} messages in ${Math.round((performance.now() - started) / 1000)} s`)
  } finally {
    await database.close()
  }
}

const medianOf = async (product: Product, word: string): Promise<number> => {
  const ask = (): Promise<unknown> =>
    callApi(product, 'GET', `/api/search?q=${encodeURIComponent(word)}&limit=20`)
  await timings(3, ask)
  return median(await timings(RUNS, ask))
}

/** Searching a million messages: the slowest word of each kind, beyond a search for nothing. */
export const search: Bench = {
  names: Object.keys(WORDS).map((kind) => `search.${kind}`),
  async run(wanted, say) {
    const product = await startProduct()
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      await fill(product, client, say)
      const empty = await medianOf(product, ' ')
      const figures = []
      for (const [kind, words] of Object.entries(WORDS).filter(([name]) => wanted(`search.${name}`))) {
        const taken: number[] = []
        for (const word of words) taken.push((await medianOf(product, word)) - empty)
        say(
          `search, ${kind}: ${words.map((word, at) => `${word} ${taken[at]?.toFixed(1)} ms`).join(', ')}; nothing ${empty.toFixed(1)} ms`,
        )
        figures.push({
          name: `search.${kind}`,
          value: Math.max(...taken),
          unit: 'ms',
          better: 'lower' as const,
          bar: 100,
        })
      }
      return figures
    } finally {
      await client.end()
      await product.remove()
    }
  },
}
