import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor } from '../harness/app.ts'
import { startHouse, type House } from '../harness/house.ts'
import { startMailSink, type MailSink } from './mail-sink.ts'

const VISITORS = 2500
const EACH = 4
const SENDERS = 16
const REPLIES = 150
/** What is killed, each when the next share of the messages was confirmed. */
const KILLS = [
  (house: House) => house.kill('worker'),
  (house: House) => house.kill('main'),
  (house: House) => house.killDatabase('backend'),
  (house: House) => house.kill('web'),
  (house: House) => house.killDatabase('postmaster'),
  (house: House) => house.kill('main'),
  (house: House) => house.kill('worker'),
]

let house: House
let sink: MailSink
let inbox: { id: string; token: string }

beforeAll(async () => {
  sink = await startMailSink()
  house = await startHouse()
})
afterAll(async () => {
  await house?.stop()
  await sink?.stop()
})

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const addressOf = (n: number): string => `10.9.${n >> 8}.${n & 255}`

/** One attempt at one of the processes; undefined when nobody answered. */
const attempt = async (
  path: string,
  body: unknown,
  headers: Record<string, string>,
  at = 0,
): Promise<{ status: number; json: unknown } | undefined> => {
  try {
    const answer = await fetch(`${house.urls[at % house.urls.length]}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    })
    const text = await answer.text()
    return { status: answer.status, json: text === '' ? null : JSON.parse(text) }
  } catch {
    return undefined
  }
}

/** Tries at one process after the other until one confirms. A refusal other than "not now" is a fault of ours. */
const insist = async (path: string, body: unknown, headers: Record<string, string>): Promise<unknown> => {
  for (let tries = 0; tries < 600; tries += 1) {
    const answer = await attempt(path, body, headers, tries)
    if (answer && answer.status < 300) return answer.json
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.json)}`)
    await sleep(100)
  }
  throw new Error(`${path}: nobody confirmed it within a minute`)
}

const api = <T>(path: string, body: unknown): Promise<T> =>
  insist(path, body, {
    authorization: `Bearer ${house.apiKey}`,
    'idempotency-key': randomUUID(),
  }) as Promise<T>

/** Works through a list with so many at once. */
const throughAll = async <T>(work: readonly T[], at: number, does: (one: T) => Promise<void>) => {
  const left = work.toReversed()
  await Promise.all(
    Array.from({ length: at }, async () => {
      for (let one = left.pop(); one !== undefined; one = left.pop()) await does(one)
    }),
  )
}

const openVisitors = async (): Promise<string[]> => {
  const sessions: string[] = []
  await throughAll(
    Array.from({ length: VISITORS }, (_, n) => n),
    SENDERS,
    async (n) => {
      const path = `/channels/chat/${inbox.token}/sessions`
      const { session } = (await insist(path, {}, { 'x-forwarded-for': addressOf(n) })) as { session: string }
      sessions[n] = session
    },
  )
  return sessions
}

/** Marks of the messages that were confirmed, and of those that their writer gave up after one attempt. */
const confirmed = new Set<string>()
const givenUp = new Set<string>()

/** A visitor's messages, one after the other; every second visitor is impatient and never tries twice. */
const write = async (session: string, visitor: number): Promise<void> => {
  for (let n = 0; n < EACH; n += 1) {
    const mark = `#${visitor}-${n}#`
    const body = { id: randomUUID(), text: `${mark} 届きましたか。`, place: { url: 'https://shop.example/' } }
    const path = `/channels/chat/${inbox.token}/messages`
    const headers = { 'x-madoguchi-visitor': session, 'x-forwarded-for': addressOf(visitor) }
    if (visitor % 2 === 0) {
      await insist(path, body, headers)
      confirmed.add(mark)
    } else if ((await attempt(path, body, headers, visitor >> 1))?.status === 202) confirmed.add(mark)
    else givenUp.add(mark)
  }
}

/** Agents' answers, confirmed by the API, on conversations by mail. */
const reply = async (conversationIds: readonly string[]): Promise<void> => {
  await throughAll(
    Array.from({ length: REPLIES }, (_, n) => n),
    4,
    async (n) => {
      const path = `/api/conversations/${conversationIds[n % conversationIds.length]}/replies`
      await api(path, { text: `#reply-${n}# お調べいたします。`, anyway: true })
      await sleep(100)
    },
  )
}

const killAll = async (): Promise<void> => {
  const total = VISITORS * EACH
  for (const [at, kill] of KILLS.entries()) {
    while (confirmed.size + givenUp.size < (total * (at + 1)) / (KILLS.length + 2)) await sleep(20)
    await kill(house)
  }
}

const WAITING = `
  select (select count(*) from arrivals where state = 'waiting') as arrivals, (select count(*) from events) as events,
    (select count(*) from deliveries where state in ('waiting', 'sending')) as deliveries`

/** Waits until nothing waits: no arrival, no event, no answer on its way. */
const settle = async (): Promise<void> => {
  const started = performance.now()
  for (;;) {
    const [waiting] = await house.query<Record<string, string>>(WAITING)
    if (Object.values(waiting ?? {}).every((count) => count === '0')) return
    if (performance.now() - started > 180_000) {
      throw new Error(`still waiting after three minutes: ${JSON.stringify(waiting)}`)
    }
    await sleep(200)
  }
}

const openMailConversations = async (): Promise<string[]> => {
  const mail = await api<{ id: string }>('/api/inboxes', {
    channel: 'email',
    name: 'Mail',
    settings: {
      address: 'help@shop.example',
      smtp: { host: '127.0.0.1', port: sink.port, security: 'none' },
    },
  })
  const ids: string[] = []
  for (let n = 0; n < 10; n += 1) {
    const customer = await api<{ id: string }>('/api/customers', {
      name: `客 ${n}`,
      email: `customer${n}@mail.example`,
    })
    const conversation = await api<{ id: string }>('/api/conversations', {
      inboxId: mail.id,
      customerId: customer.id,
      subject: 'ご注文の件',
      text: 'ご連絡いたします。',
    })
    ids.push(conversation.id)
  }
  return ids
}

describe('processes and databases that are killed while messages arrive and answers leave', () => {
  it('lose no confirmed message, double none, and send each answer once or say that nobody can know', async () => {
    const owner = clientFor(house.urls[0] ?? '', house.apiKey)
    await owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    inbox = await owner.ok('POST', '/api/inboxes', { channel: 'chat', name: 'Chat' })
    const conversationIds = await openMailConversations()
    const sessions = await openVisitors()
    await settle()
    sink.marks.length = 0
    await Promise.all([
      throughAll([...sessions.entries()], SENDERS, ([visitor, session]) => write(session, visitor)),
      reply(conversationIds),
      killAll(),
    ])
    await settle()

    const kept = await house.query<{ mark: string; conversation: string; times: string }>(
      `select substring(text from '^#\\d+-\\d+#') as mark, min(conversation_id::text) as conversation, count(*) as times
       from messages where kind = 'inbound' group by 1`,
    )
    const marks = new Set(kept.map(({ mark }) => mark))
    expect(kept.filter(({ times }) => times !== '1')).toEqual([])
    expect([...confirmed].filter((mark) => !marks.has(mark))).toEqual([])
    expect(kept.filter(({ mark }) => !confirmed.has(mark) && !givenUp.has(mark))).toEqual([])
    expect(confirmed.size).toBeGreaterThan((VISITORS * EACH) / 2)

    const homes = new Map<string, Set<string>>()
    for (const { mark, conversation } of kept) {
      const visitor = mark.slice(1, mark.indexOf('-'))
      homes.set(visitor, (homes.get(visitor) ?? new Set()).add(conversation))
    }
    expect([...homes].filter(([, conversations]) => conversations.size !== 1)).toEqual([])

    const answers = await house.query<{ mark: string; receipt: string }>(
      `select substring(text from '^#reply-\\d+#') as mark, receipt from messages where kind = 'outbound' and text like '#reply-%'`,
    )
    expect(new Set(answers.map(({ mark }) => mark)).size).toBe(REPLIES)
    expect(answers).toHaveLength(REPLIES)
    const times = (mark: string): number => sink.marks.filter((one) => one === mark).length
    expect(answers.filter(({ mark }) => times(mark) > 1)).toEqual([])
    expect(answers.filter(({ mark, receipt }) => receipt === 'sent' && times(mark) !== 1)).toEqual([])
    expect(answers.filter(({ receipt }) => receipt !== 'sent' && receipt !== 'uncertain')).toEqual([])

    const [derived] = await house.query<Record<string, string>>(
      `select (select count(*) from messages) + (select count(*) from conversations) - (select count(*) from search_documents) as "not findable",
         (select count(*) from conversations) - (select count(*) from facts where kind = 'opened') as "without a fact",
         (select coalesce(sum(count), 0) from conversation_counts) - (select count(*) from conversations) as "miscounted"`,
    )
    expect(derived).toEqual({ 'not findable': '0', 'without a fact': '0', miscounted: '0' })
  }, 1_200_000)
})
