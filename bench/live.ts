import type { Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { median, quantile, type Bench } from './figure.ts'
import { openLightSocket } from './light-socket.ts'
import { callApi, memoryOf, startProduct, type Product } from './product.ts'
import { openVisitors, post } from './visitors.ts'

const SCREENS = 2000
const VISITORS = 5000
const A_SECOND = 50
const SECONDS = 20
const ROUNDS = 3
/** Messages that go ahead and do not count: the process has taken none so far. */
const WARM_UP = 100
const MARK = '#live-'

/** Opens sockets, a few at a time. */
const openMany = async (count: number, open: (n: number) => Promise<Socket>): Promise<Socket[]> => {
  const sockets: Socket[] = []
  for (let n = 0; n < count; n += 50)
    sockets.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, count - n) }, (_, at) => open(n + at)))),
    )
  return sockets
}

/** When each message was posted, acknowledged, and shown by the last screen. Each screen counts once. */
class Arrivals {
  readonly posted: number[] = []
  /** What came is kept by then: the answer leaves after the commit. */
  readonly acknowledged: number[] = []
  readonly #shown: { on: Uint8Array; count: number }[] = []
  /** When the last screen showed it; a hole where one has not. */
  readonly last: number[] = []
  seen = 0

  /** A screen was told something. */
  heard(screen: number, data: Buffer): void {
    for (let at = data.indexOf(MARK); at >= 0; at = data.indexOf(MARK, at + MARK.length)) {
      const n = Number.parseInt(data.toString('latin1', at + MARK.length, at + MARK.length + 8), 10)
      const shown = (this.#shown[n] ??= { on: new Uint8Array(SCREENS), count: 0 })
      if (shown.on[screen] === 1) continue
      shown.on[screen] = 1
      shown.count += 1
      if (shown.count < SCREENS) continue
      this.last[n] = performance.now()
      this.seen += 1
    }
  }

  /** Milliseconds from the given moments to the last screen, of the messages from `first` on. */
  since(moments: readonly number[], first: number): number[] {
    return this.last.slice(first).map((last, at) => Math.max(0, last - (moments[first + at] ?? Number.NaN)))
  }
}

interface Screens {
  arrivals: Arrivals
  sockets: Socket[]
  sessions: string[]
  url: string
}

const openAll = async (product: Product): Promise<Screens> => {
  const inbox = await callApi<{ token: string }>(product, 'POST', '/api/inboxes', {
    channel: 'chat',
    name: 'Bench',
  })
  const url = `${product.url}/channels/chat/${inbox.token}`
  const sessions = await openVisitors(url, VISITORS, 1)
  const arrivals = new Arrivals()
  const screens = await openMany(SCREENS, (n) =>
    openLightSocket(
      new URL(`${product.url}/api/live`),
      { authorization: `Bearer ${product.apiKey}` },
      (data) => arrivals.heard(n, data),
    ),
  )
  const visitors = await openMany(VISITORS, (n) =>
    openLightSocket(
      new URL(`${url}/live`),
      { 'sec-websocket-protocol': `madoguchi, ${sessions[n]}` },
      () => undefined,
    ),
  )
  return { arrivals, url, sessions, sockets: [...screens, ...visitors] }
}

/** Visitors write at an even pace, each a first message, whether or not the ones before were answered. */
const write = async ({ arrivals, url, sessions }: Screens, from: number, to: number): Promise<void> => {
  const posts: Promise<void>[] = []
  const started = performance.now()
  for (let n = from; n < to; n += 1) {
    await wait(Math.max(0, started + ((n - from) * 1000) / A_SECOND - performance.now()))
    arrivals.posted[n] = performance.now()
    const posted = post(url, sessions[n] as string, n + 1, `#live-${n}# 注文した商品がまだ届きません。`)
    posts.push(posted.then(() => void (arrivals.acknowledged[n] = performance.now())))
  }
  await Promise.all(posts)
  for (let round = 0; arrivals.seen < to && round < 300; round += 1) await wait(100)
  if (arrivals.seen < to)
    throw new Error(`${to - arrivals.seen} of ${to} messages did not reach every screen`)
}

/** Connected screens and visitors of one process: from the commit to the last screen, and memory while idle. */
export const live: Bench = {
  names: ['live.p99', 'live.memory'],
  async run(_wanted, say) {
    const product = await startProduct()
    const before = memoryOf(product.pid)
    const screens = await openAll(product)
    try {
      await wait(10_000)
      const memory = (memoryOf(product.pid) - before) / screens.sockets.length
      await write(screens, 0, WARM_UP)
      const { arrivals } = screens
      const inWords = (all: readonly number[]) =>
        `median ${quantile(all, 0.5).toFixed(0)} ms, p99 ${quantile(all, 0.99).toFixed(0)} ms`
      say(
        `live: ${SCREENS} screens, ${VISITORS} visitors, ${A_SECOND} messages/s, ${(memory / 1024).toFixed(1)} kB a connection`,
      )
      const p99: number[] = []
      for (let round = 0; round < ROUNDS; round += 1) {
        const first = arrivals.last.length
        await write(screens, first, first + A_SECOND * SECONDS)
        const taken = arrivals.since(arrivals.acknowledged, first)
        const posted = arrivals.since(arrivals.posted, first)
        say(
          `live: to the last screen ${inWords(taken)} from the answer that it is kept, ${inWords(posted)} from the post`,
        )
        p99.push(quantile(taken, 0.99))
      }
      return [
        // The middle one: on a shared machine a neighbour's second is in the slowest hundredth of a round.
        { name: 'live.p99', value: median(p99), unit: 'ms', better: 'lower', bar: 250 },
        { name: 'live.memory', value: memory / 1024, unit: 'kB', better: 'lower', bar: 30 },
      ]
    } finally {
      for (const socket of screens.sockets) socket.destroy()
      await product.remove()
    }
  },
}
