import { Writable } from 'node:stream'
import { randomUUID } from 'node:crypto'
import { beforeAll, expect, it, vi } from 'vitest'

const lines: string[] = []

const keep = new Writable({
  write(chunk, _encoding, done) {
    lines.push(String(chunk))
    done()
  },
})

vi.mock('../kernel/log.ts', async (original) => {
  const log = await original<typeof import('../kernel/log.ts')>()
  return { ...log, createLog: () => log.createLog('trace', keep) }
})

const { testApp } = await import('../../test/harness/app.ts')

let test: Awaited<ReturnType<typeof testApp>>

beforeAll(async () => {
  test = await testApp()
})

/** What a customer and the people around them say and are called; none of it may reach the log. */
const PERSONAL = {
  words: '荷物がとどきません。電話は090-1234-5678です',
  name: '山田 花子',
  email: 'hanako.yamada@customer.example',
  page: 'https://shop.example/orders/secret-order-77',
  answer: '山田様、本日発送いたしました',
  note: '常連のお客様。住所は東京都千代田区1-1',
  search: '千代田区',
  tag: '要注意人物',
  password: 'correct horse battery',
}

it('never holds a word, name or address of anybody, from the first message to the answer', async () => {
  const team = await test.team('お客様相談')
  const inbox = await test.inbox('chat', { teamIds: [team] })
  const agent = await test.person('agent', [team])
  await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${test.url}/channels/chat/${inbox.token}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  const { session } = (await (await post('/sessions', {})).json()) as { session: string }
  const visitor = { 'x-madoguchi-visitor': session }
  const said = await post(
    '/messages',
    { id: randomUUID(), text: PERSONAL.words, place: { url: PERSONAL.page, title: PERSONAL.name } },
    visitor,
  )
  expect(said.status).toBeLessThan(300)
  await test.settled()
  const { items } = await agent.ok<{ items: { id: string; customer: { id: string } }[] }>(
    'GET',
    '/api/conversations',
  )
  const [conversation] = items
  const at = `/api/conversations/${conversation?.id}`
  await agent.ok('POST', `${at}/replies`, { text: PERSONAL.answer })
  await agent.ok('POST', `${at}/notes`, { text: PERSONAL.note })
  await agent.ok('PATCH', `/api/customers/${conversation?.customer.id}`, { name: PERSONAL.name })
  await agent.ok('POST', `/api/customers/${conversation?.customer.id}/identities`, {
    kind: 'email',
    value: PERSONAL.email,
  })
  await agent.call('GET', `/api/search?q=${encodeURIComponent(PERSONAL.search)}`)
  await agent.call('GET', `/api/customers?q=${encodeURIComponent(PERSONAL.email)}`)
  await agent.call('POST', '/api/tags', { name: PERSONAL.tag })
  // Refusals and failures, too: their words come back to the caller and go nowhere else.
  await agent.call('POST', '/api/tags', { name: PERSONAL.tag })
  await agent.call('POST', `${at}/replies`, { text: '', cc: [PERSONAL.email] })
  await agent.call('GET', `/api/${PERSONAL.email}`)
  await post('/messages', { id: 1, text: PERSONAL.words }, visitor)
  await post('/messages', { id: randomUUID(), text: PERSONAL.words }, { 'x-madoguchi-visitor': 'wrong' })
  await test.owner.call('POST', '/api/session', { email: 'owner@shop.example', password: PERSONAL.password })
  await test.owner.call('POST', '/api/session', { email: PERSONAL.email, password: PERSONAL.password })
  await test.settled()

  const text = lines.join('')
  const tokens = {
    session,
    key: agent.key,
    owner: test.owner.key,
    token: inbox.token,
    mail: 'owner@shop.example',
  }
  for (const [what, secret] of Object.entries({ ...PERSONAL, ...tokens })) {
    for (const form of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)])
      expect(text.includes(form), `${what} is in the log`).toBe(false)
  }
  expect(text).not.toContain('127.0.0.1')
  expect(lines.length).toBeGreaterThan(15)
})

it('tells an error without the values that the database quotes', () => {
  const error = Object.assign(new Error('the row was refused'), {
    code: '23514',
    detail: `Failing row contains (${PERSONAL.email})`,
  })
  test.app.database.kernel.log.error({ err: error }, 'a request failed')
  expect(lines.at(-1)).toContain('the row was refused')
  expect(lines.at(-1)).not.toContain(PERSONAL.email)
})

it('tells each request once, by the pattern of its address', async () => {
  const response = await fetch(`${test.url}/api/me?q=x`, {
    headers: { authorization: `Bearer ${test.owner.key}` },
  })
  const id = response.headers.get('x-request-id') as string
  await response.text()
  await vi.waitFor(() => expect(lines.some((line) => line.includes(id))).toBe(true))
  const mine = lines
    .filter((line) => line.includes(id))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(mine).toHaveLength(1)
  expect(mine[0]).toMatchObject({
    method: 'GET',
    route: '/api/me',
    status: 200,
    requestId: id,
    msg: 'request',
  })
  expect(mine[0]?.ms).toBeTypeOf('number')
})
