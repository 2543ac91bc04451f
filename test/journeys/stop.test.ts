import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findEmbeddedPostgres } from '../../server/kernel/embedded-postgres/index.ts'
import { startMailSink, type MailSink } from '../chaos/mail-sink.ts'
import { clientFor, type Client } from '../harness/app.ts'
import { startProcess, type ProductProcess } from '../harness/product-process.ts'
import { openVisitor } from '../harness/visitor.ts'
import { freePorts } from '../mailserver/free-ports.ts'

const VISITORS = 6
const CONVERSATIONS = 4
/** Confirmed messages after which the product is told to stop. */
const ENOUGH = 60

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-stop-'))
const settings = {
  MADOGUCHI_DATA: join(folder, 'data'),
  MADOGUCHI_SECRET: randomUUID() + randomUUID(),
  MADOGUCHI_PRIVATE_NETWORK: 'true',
  MADOGUCHI_LOG: 'error',
  MADOGUCHI_SETUP: JSON.stringify({
    email: 'owner@shop.example',
    password: 'correct horse battery',
    workspace: 'Stop',
  }),
}
let port: number
let sink: MailSink
let product: ProductProcess
let owner: Client

beforeAll(async () => {
  sink = await startMailSink()
  ;[port] = (await freePorts(1)) as [number]
  product = await startProcess(port, settings)
  const key = /mdg_\S+/.exec(product.printed())?.[0] ?? ''
  owner = clientFor(`http://127.0.0.1:${port}`, key)
  await owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
})
afterAll(async () => {
  await product?.end()
  await sink?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const query = async <Row>(text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: await findEmbeddedPostgres(settings.MADOGUCHI_DATA) })
  await client.connect()
  return client.query(text).then(
    async ({ rows }) => client.end().then(() => rows as Row[]),
    async (error: unknown) => client.end().then(() => Promise.reject(error as Error)),
  )
}

const openConversations = async (): Promise<string[]> => {
  const smtp = { host: '127.0.0.1', port: sink.port, security: 'none' }
  const mail = await owner.ok<{ id: string }>('POST', '/api/inboxes', {
    channel: 'email',
    name: 'Mail',
    settings: { address: 'help@shop.example', smtp },
  })
  return Promise.all(
    Array.from({ length: CONVERSATIONS }, async (_, n) => {
      const customer = await owner.ok<{ id: string }>('POST', '/api/customers', {
        name: `客 ${n}`,
        email: `customer${n}@mail.example`,
      })
      const start = { inboxId: mail.id, customerId: customer.id, subject: 'ご注文の件', text: 'ご連絡です。' }
      return (await owner.ok<{ id: string }>('POST', '/api/conversations', start)).id
    }),
  )
}

const all = new Set<string>()
/** Does it again and again until it is refused or nobody answers; gives the marks of what was confirmed. */
const untilOver = async (begin: string, does: (mark: string) => Promise<boolean>): Promise<string[]> => {
  const confirmed: string[] = []
  for (let n = 1000; ; n += 1) {
    const mark = `#${begin}${n}#`
    if (!(await does(mark).catch(() => false))) return confirmed
    confirmed.push(mark)
    all.add(mark)
  }
}

it('stops when it is told to, and loses nothing that was under way', { timeout: 240_000 }, async () => {
  const conversations = await openConversations()
  const chat = await owner.ok<{ token: string }>('POST', '/api/inboxes', { channel: 'chat', name: 'Chat' })
  const address = `http://127.0.0.1:${port}/channels/chat/${chat.token}`
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => openVisitor(address)))
  const writing = visitors.map((visitor, at) =>
    untilOver(`visitor-${at}`, async (mark) => (await visitor.say(mark)) === 202),
  )
  const answering = conversations.map((id, at) =>
    untilOver(`reply-${at}`, async (mark) => {
      const text = `${mark} 承りました。`
      return (
        (await owner.call('POST', `/api/conversations/${id}/replies`, { text, anyway: true })).status === 201
      )
    }),
  )
  await expect.poll(() => all.size, { timeout: 60_000 }).toBeGreaterThan(ENOUGH)

  expect(await product.end('SIGTERM')).toBe(0)
  const [messages, replies] = await Promise.all([
    Promise.all(writing).then((marks) => marks.flat()),
    Promise.all(answering).then((marks) => marks.flat()),
  ])
  expect(replies.length).toBeGreaterThan(0)
  // Nobody was killed: nothing of what was on its way is in doubt.
  product = await startProcess(port, settings)
  const waiting = `select (select count(*) from arrivals where state = 'waiting')
    + (select count(*) from deliveries where state in ('waiting', 'sending')) as n`
  await expect.poll(async () => (await query<{ n: string }>(waiting))[0]?.n, { timeout: 60_000 }).toBe('0')
  const inbound = await query<{ text: string }>(`select text from messages where kind = 'inbound'`)
  const kept = inbound.map(({ text }) => text)
  expect(messages.filter((mark) => kept.filter((text) => text === mark).length !== 1)).toEqual([])
  expect(replies.filter((mark) => sink.marks.filter((one) => one === mark).length !== 1)).toEqual([])
  expect(
    await query(`select distinct receipt from messages where kind = 'outbound' and text like '#reply%'`),
  ).toEqual([{ receipt: 'sent' }])
})
