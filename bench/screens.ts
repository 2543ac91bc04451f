import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import pg from 'pg'
import { chromium, type Page } from 'playwright-core'
import { bar, bundleSizes } from '../scripts/bundle-size.ts'
import { findChromium } from '../test/harness/chromium.ts'
import { median, quantile, type Bench, type Figure } from './figure.ts'
import { fillInbox } from './fill.ts'
import { callApi, startProduct, type Product } from './product.ts'

const MESSAGES = 2000
const KEYS = 80
const OPENINGS = 24
const ROUNDS = 3

interface Conversation {
  id: string
  subject: string
}

const sum = (sizes: readonly { size: number }[]): number => sizes.reduce((all, { size }) => all + size, 0)

/** Two open conversations to go between, and one with two thousand messages, the newest of all. */
const fill = async (product: Product): Promise<string> => {
  const inbox = await callApi<{ id: string }>(product, 'POST', '/api/inboxes', {
    channel: 'email',
    name: 'Bench',
    settings: { address: 'bench@shop.example' },
  })
  await fillInbox(product, inbox.id, 2000)
  const client = new pg.Client({ connectionString: product.connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<Conversation>(
      "select id, subject from conversations where status = 'open' order by last_activity_at desc limit 1",
    )
    const long = rows[0]?.id ?? ''
    await client.query(
      `insert into messages (workspace_id, id, conversation_id, inbox_id, kind, actor_kind, actor_id, actor_name, text, occurred_at, received_at)
       select 1, u.id, $1, $2, 'inbound', 'customer', c.customer_id, '名前', 'その' || n || '。注文した商品の件でお尋ねします。', c.opened_at + n * interval '1 second', c.opened_at + n * interval '1 second'
       from unnest($3::uuid[]) with ordinality as u (id, n) join conversations c on c.id = $1`,
      [long, inbox.id, Array.from({ length: MESSAGES }, () => randomUUID()).sort()],
    )
    return long
  } finally {
    await client.end()
  }
}

/** A signed-in page at a place of the app. */
const openPage = async (product: Product, executablePath: string) => {
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: product.url })
  const answer = await context.request.post('/api/session', {
    data: { email: 'bench@shop.example', password: 'correct horse battery' },
    headers: { origin: product.url },
  })
  if (!answer.ok()) throw new Error(`signing in was answered with ${answer.status()}`)
  return { browser, page: await context.newPage() }
}

/** Milliseconds from the key until the other conversation's messages are painted, with both in the cache. */
const openings = async (page: Page): Promise<number[]> => {
  await page.goto('/inbox')
  await page.locator('[data-conversation]').nth(3).click()
  await page.locator('[role="log"] [data-index]').first().waitFor()
  await page.evaluate(() => {
    const taken: number[] = []
    Object.assign(globalThis, { taken })
    const shown = (): string =>
      document.querySelector('[role="log"] [data-index]')
        ? (document.querySelector('article')?.getAttribute('aria-label') ?? '')
        : ''
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'j' && event.key !== 'k') return
        const before = shown()
        const start = performance.now()
        const look = (): void => {
          const now = shown()
          if (now === '' || now === before) requestAnimationFrame(look)
          // A task behind the frame's own work: by then it is painted.
          else setTimeout(() => taken.push(performance.now() - start))
        }
        requestAnimationFrame(look)
      },
      true,
    )
  })
  for (let n = 0; n < OPENINGS + 4; n += 1) {
    await page.keyboard.press(n % 2 === 0 ? 'j' : 'k')
    await page.waitForFunction(
      (count) => (globalThis as unknown as { taken: number[] }).taken.length > count,
      n,
    )
    await page.waitForTimeout(150)
  }
  const taken = await page.evaluate(() => (globalThis as unknown as { taken: number[] }).taken)
  // The first ones fill the cache.
  return taken.slice(4)
}

/** Loads a conversation to its first message. */
const loadAll = async (page: Page, conversationId: string): Promise<void> => {
  await page.goto(`/inbox/${conversationId}`)
  const log = page.locator('[role="log"]')
  await log.locator('[data-index]').first().waitFor()
  for (let round = 0; round < 400; round += 1) {
    if (await log.getByText('その1。').isVisible()) return
    await log.evaluate((element) => {
      element.scrollTop = 0
    })
    await page.waitForTimeout(60)
  }
  throw new Error('the long conversation was not loaded to its beginning')
}

/** Milliseconds of the page's main thread for each typed key: script, layout and paint; the best of some rounds. */
const typing = async (page: Page): Promise<number[]> => {
  await page.keyboard.press('r')
  const editor = page.locator('article [contenteditable="true"]')
  await editor.waitFor()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable')
  const busy = async (): Promise<number> =>
    ((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')
      ?.value ?? 0) * 1000
  const best: number[] = Array.from({ length: KEYS }, () => Number.POSITIVE_INFINITY)
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let n = 0; n < KEYS; n += 1) {
      const before = await busy()
      await page.keyboard.press('a')
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
      best[n] = Math.min(best[n] ?? 0, (await busy()) - before)
    }
    await page.keyboard.press('Enter')
  }
  return best
}

/** The agents' app: what its first load fetches, how fast a conversation from the cache is painted, what a key costs. */
export const screens: Bench = {
  names: ['screens.load', 'screens.open', 'screens.key'],
  async run(wanted, say) {
    execFileSync(process.execPath, [join(import.meta.dirname, '../scripts/build.ts'), 'web'], {
      stdio: 'ignore',
    })
    const figures: Figure[] = []
    const load = Math.max(
      sum((await bundleSizes('ja')).conversation),
      sum((await bundleSizes('en')).conversation),
    )
    figures.push({ name: 'screens.load', value: load, unit: 'kB', better: 'lower', bar })
    if (!wanted('screens.open') && !wanted('screens.key')) return figures
    const { path, reason } = findChromium()
    if (path === undefined) {
      say(`screens: ${reason}`)
      return figures
    }
    const product = await startProduct()
    try {
      const long = await fill(product)
      const { browser, page } = await openPage(product, path)
      const opened = await openings(page)
      await loadAll(page, long)
      const keys = await typing(page)
      await browser.close()
      say(
        `screens: a cached conversation is painted after ${median(opened).toFixed(0)} ms (slowest ${Math.max(...opened).toFixed(0)}); a key costs ${median(keys).toFixed(1)} ms (99 in 100 under ${quantile(keys, 0.99).toFixed(1)}) with ${MESSAGES} messages open`,
      )
      figures.push(
        { name: 'screens.open', value: median(opened), unit: 'ms', better: 'lower', bar: 50 },
        { name: 'screens.key', value: Math.max(...keys), unit: 'ms', better: 'lower', bar: 16 },
      )
      return figures
    } finally {
      await product.remove()
    }
  },
}
