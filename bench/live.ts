import { WebSocket } from 'ws'
import { quantile, type Bench } from './figure.ts'
import { callApi, memoryOf, startProduct, type Product } from './product.ts'
import { openVisitors, post } from './visitors.ts'

const SCREENS = 2000
const VISITORS = 5000
const A_SECOND = 50
const SECONDS = 20
const MARK = '#live-'

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Opens sockets, a few at a time. */
const connect = async (
  count: number,
  make: (n: number) => WebSocket,
  heard: (n: number, data: Buffer) => void,
): Promise<WebSocket[]> => {
  const sockets: WebSocket[] = []
  const one = (n: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = make(n)
      sockets.push(socket)
      socket.once('message', () => resolve())
      socket.on('message', (data: Buffer) => heard(n, data))
      socket.once('close', (code, reason) => reject(new Error(`closed: ${code} ${reason.toString()}`)))
      socket.once('error', reject)
    })
  for (let n = 0; n < count; n += 50)
    await Promise.all(Array.from({ length: Math.min(50, count - n) }, (_, at) => one(n + at)))
  return sockets
}

/** When each message was posted, and when the last screen showed it. Each screen counts once. */
class Arrivals {
  readonly posted: number[] = []
  readonly #shown: { on: Uint8Array; count: number }[] = []
  readonly taken: number[] = []

  /** A screen was told something. */
  heard(screen: number, data: Buffer): void {
    for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK.length)) {
      const n = Number.parseInt(data.toString('latin1', at + MARK.length, at + MARK.length + 8), 10)
      const shown = (this.#shown[n] ??= { on: new Uint8Array(SCREENS), count: 0 })
      if (shown.on[screen] === 1) continue
      shown.on[screen] = 1
      shown.count += 1
      if (shown.count === SCREENS) this.taken.push(performance.now() - (this.posted[n] ?? Number.NaN))
    }
  }
}

interface Screens {
  arrivals: Arrivals
  sockets: WebSocket[]
  sessions: string[]
  url: string
}

const openAll = async (product: Product): Promise<Screens> => {
  const inbox = await callApi<{ token: string }>(product, 'POST', '/api/inboxes', {
    channel: 'chat',
    name: 'Bench',
  })
  const url = `${product.url}/channels/chat/${inbox.token}`
  const socketUrl = product.url.replace('http', 'ws')
  const sessions = await openVisitors(url, VISITORS, 1)
  const arrivals = new Arrivals()
  const headers = { authorization: `Bearer ${product.apiKey}` }
  return {
    arrivals,
    url,
    sessions,
    sockets: [
      ...(await connect(
        SCREENS,
        () => new WebSocket(`${socketUrl}/api/live`, { headers, perMessageDeflate: false }),
        (n, data) => arrivals.heard(n, data),
      )),
      ...(await connect(
        VISITORS,
        (n) =>
          new WebSocket(
            `${socketUrl}/channels/chat/${inbox.token}/live`,
            ['madoguchi', sessions[n] as string],
            { perMessageDeflate: false },
          ),
        () => undefined,
      )),
    ],
  }
}

/** Visitors write at an even pace, each a first message, whether or not the ones before were answered. */
const write = async ({ arrivals, url, sessions }: Screens): Promise<void> => {
  const posts: Promise<void>[] = []
  const started = performance.now()
  for (let n = 0; n < A_SECOND * SECONDS; n += 1) {
    await wait(Math.max(0, started + (n * 1000) / A_SECOND - performance.now()))
    arrivals.posted[n] = performance.now()
    posts.push(post(url, sessions[n] as string, n + 1, `#live-${n}# 注文した商品がまだ届きません。`))
  }
  await Promise.all(posts)
  const total = A_SECOND * SECONDS
  for (let round = 0; arrivals.taken.length < total && round < 300; round += 1) await wait(100)
  if (arrivals.taken.length < total)
    throw new Error(`${total - arrivals.taken.length} of ${total} messages did not reach every screen`)
}

/** Connected screens and visitors of one process: from a visitor's post to the last screen, and memory while idle. */
export const live: Bench = {
  names: ['live.p99', 'live.memory'],
  async run(_wanted, say) {
    const product = await startProduct()
    const before = memoryOf(product.pid)
    const screens = await openAll(product)
    try {
      await wait(10_000)
      const memory = (memoryOf(product.pid) - before) / screens.sockets.length
      await write(screens)
      const { taken } = screens.arrivals
      say(
        `live: ${SCREENS} screens, ${VISITORS} visitors, ${A_SECOND} messages/s: median ${quantile(taken, 0.5).toFixed(0)} ms, p99 ${quantile(taken, 0.99).toFixed(0)} ms from post to last screen; ${(memory / 1024).toFixed(1)} kB a connection`,
      )
      return [
        { name: 'live.p99', value: quantile(taken, 0.99), unit: 'ms', better: 'lower', bar: 250 },
        { name: 'live.memory', value: memory / 1024, unit: 'kB', better: 'lower', bar: 30 },
      ]
    } finally {
      for (const socket of screens.sockets) {
        socket.removeAllListeners('close')
        socket.terminate()
      }
      await product.remove()
    }
  },
}
