import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { startMailSink, type MailSink } from '../../test/chaos/mail-sink.ts'
import { freePorts } from '../../test/mailserver/free-ports.ts'
import type { Bench } from '../figure.ts'
import { openLightSocket } from '../light-socket.ts'
import { callApi, startProduct, withOwnKey, type Product } from '../product.ts'
import { watchMemory } from './memory.ts'
import { openMix, type Mix, type Places } from './mix.ts'
import { growth, laterHalf } from './slope.ts'

const MINUTES = 30
const SCREENS = 200
/** As many messages are under way at once while the top rate is measured, and as many are handed over. */
const SENDERS = 32
const TOP_MESSAGES = 6000
const CONVERSATIONS = 100
const WRITERS = 16
const RECEIVER = 'support@in.example'
/** How long what is under way at the end may take. */
const END_MS = 20_000

const QUEUE = `
  select (select count(*)::int from arrivals where state = 'waiting') as arrivals, (select count(*)::int from events) as events,
    (select count(*)::int from deliveries where state = 'waiting') as answers,
    (select count(*)::int from deliveries where state = 'sending') as "answers being sent",
    (select count(*)::int from graphile_worker.jobs where run_at <= now()) as jobs`

/** What waits, by kind; kinds of which nothing waits are left out. */
const queueOf = async (client: pg.Client): Promise<[kind: string, count: number][]> => {
  const [row] = (await client.query<Record<string, number>>(QUEUE)).rows
  return Object.entries(row ?? {}).filter(([, count]) => count > 0)
}

const inWords = (queue: readonly [string, number][]): string =>
  queue.map(([kind, count]) => `${count} ${kind}`).join(', ') || 'nothing'

/** Sets up inboxes, conversations to answer in, and open screens. */
const furnish = async (product: Product, receiverPort: number, sink: MailSink): Promise<Places> => {
  const api = <T>(path: string, body: unknown): Promise<T> => callApi(product, 'POST', path, body)
  await callApi(product, 'PATCH', '/api/workspace', { undoSeconds: 0 })
  const chat = await api<{ token: string }>('/api/inboxes', { channel: 'chat', name: 'Soak' })
  const mail = await api<{ id: string }>('/api/inboxes', {
    channel: 'email',
    name: 'Mail',
    settings: {
      address: RECEIVER,
      receive: { how: 'forwarding' },
      smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
    },
  })
  const conversations: string[] = []
  for (let n = 0; n < CONVERSATIONS; n += 1) {
    const { id } = await api<{ id: string }>('/api/conversations', {
      inboxId: mail.id,
      to: [`reader${n}@mail.example`],
      subject: 'ご注文の件',
      text: 'ご連絡いたします。',
    })
    conversations.push(id)
  }
  const writers: Product[] = []
  while (writers.length < WRITERS) writers.push(await withOwnKey(product, `writer ${writers.length}`))
  return {
    writers,
    chatUrl: `${product.url}/channels/chat/${chat.token}`,
    receiverPort,
    receiver: RECEIVER,
    conversations,
  }
}

/** Hands messages over at an even pace. Whoever is late is not waited for; gives how many were acknowledged a second. */
const flow = async (mix: Mix, rate: number, seconds: number): Promise<number> => {
  const under = new Set<Promise<void>>()
  const began = performance.now()
  const failures: unknown[] = []
  let done = 0
  for (let n = 0; performance.now() - began < seconds * 1000; n += 1) {
    await wait(Math.max(0, began + (n * 1000) / rate - performance.now()))
    const one: Promise<void> = mix
      .hand(n)
      .then(
        () => void (done += 1),
        (error: unknown) => void failures.push(error),
      )
      .finally(() => under.delete(one))
    under.add(one)
    // More than this would measure the generator's memory and not the product.
    if (under.size > 2000) await Promise.race(under)
  }
  await Promise.all(under)
  if (failures.length > 0) throw new Error(`${failures.length} were not acknowledged`, { cause: failures[0] })
  return (done * 1000) / (performance.now() - began)
}

/** Messages of the same mixture a second that the product is done with: nothing waits any more, and every answer has left. */
const topRate = async (mix: Mix, client: pg.Client): Promise<number> => {
  const began = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      while (next < TOP_MESSAGES) await mix.hand(next++)
    }),
  )
  while ((await queueOf(client)).length > 0) await wait(20)
  return (TOP_MESSAGES * 1000) / (performance.now() - began)
}

/** Half of the rate that the product reaches, for a long time: memory, and what waits at the end. */
export const soak: Bench = {
  names: ['soak.rate', 'soak.slope', 'soak.queue'],
  long: true,
  async run(_wanted, say, { minutes = MINUTES } = {}) {
    const [receiverPort = 0] = await freePorts(1)
    const sink = await startMailSink()
    const product = await startProduct({
      MADOGUCHI_SMTP_IN_PORT: String(receiverPort),
      MADOGUCHI_PRIVATE_NETWORK: 'true',
    })
    const client = new pg.Client({ connectionString: product.connectionString })
    try {
      await client.connect()
      const places = await furnish(product, receiverPort, sink)
      for (let n = 0; n < SCREENS; n += 1)
        await openLightSocket(
          new URL(`${product.url}/api/live`),
          { authorization: `Bearer ${product.apiKey}` },
          () => undefined,
        )
      const mix = openMix(places)
      await topRate(mix, client)
      const top = await topRate(mix, client)
      say(
        `soak: ${Math.round(top)} messages/s at most; ${minutes} minutes at half of that, ${SCREENS} screens`,
      )
      const memory = watchMemory(product.pid)
      const rate = await flow(mix, top / 2, minutes * 60).finally(() => {
        memory.stop()
        mix.close()
      })
      let queue = await queueOf(client)
      const atEnd = inWords(queue)
      for (const end = performance.now() + END_MS; queue.length > 0 && performance.now() < end; ) {
        await wait(200)
        queue = await queueOf(client)
      }
      say(`soak: when the last message was handed over ${atEnd} waited, then ${inWords(queue)}`)
      const later = laterHalf(memory.samples)
      const megabytes = later.map(({ bytes }) => Math.round(bytes / 1e6))
      say(
        `soak: ${rate.toFixed(0)} messages/s, memory between ${Math.min(...megabytes)} and ${Math.max(...megabytes)} MB in the later half`,
      )
      return [
        { name: 'soak.rate', value: rate, unit: '1/s', better: 'higher' },
        { name: 'soak.slope', value: growth(later), unit: '%', better: 'lower', bar: 2 },
        {
          name: 'soak.queue',
          value: queue.reduce((sum, [, count]) => sum + count, 0),
          unit: 'rows',
          better: 'lower',
          bar: 0,
        },
      ]
    } finally {
      await client.end()
      await product.remove()
      await sink.stop()
    }
  },
}
