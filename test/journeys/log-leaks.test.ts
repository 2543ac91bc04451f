import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor, type Client } from '../harness/app.ts'
import { startProcess, type ProductProcess } from '../harness/product-process.ts'
import { openVisitor } from '../harness/visitor.ts'
import { freePorts } from '../mailserver/free-ports.ts'
import { startScriptedSmtp, type ScriptedSmtp } from '../mailserver/scripted-smtp.ts'

const folder = mkdtempSync(join(tmpdir(), 'madoguchi-log-'))
const OWNER = { email: 'takahashi.owner@shop.example', password: 'correct horse battery' }
/** Whom the mail server does not take mail for, and says so by name. */
const UNKNOWN = 'nakamura.gone@mail.example'
/** Everything personal or secret that the test hands over or is given. */
const secrets: Record<string, string> = {
  ownerEmail: OWNER.email,
  password: OWNER.password,
  wrongPassword: 'Wr0ng-battery-horse',
  customerName: '極秘山 花子',
  customerEmail: 'gokuhi.hanako@mail.example',
  unknownEmail: UNKNOWN,
  phone: '09087654321',
  words: '荷物の置き場所は裏口の植木鉢の下です',
  answer: '植木鉢の下を確認いたしました',
  subject: '植木鉢の件',
  note: '電話では怒っていました',
  search: '植木鉢',
  page: 'https://shop.example/my/orders/8842?token=page-token-1',
  hookToken: 'hook-token-91',
  smtpPassword: 'smtp-pass-w0rd',
}

let smtp: ScriptedSmtp
let product: ProductProcess
let url: string
let owner: Client

beforeAll(async () => {
  smtp = await startScriptedSmtp({ [`RCPT TO:<${UNKNOWN}>`]: `550 5.1.1 <${UNKNOWN}> 不明 no such user` })
  const [port] = (await freePorts(1)) as [number]
  url = `http://127.0.0.1:${port}`
  product = await startProcess(port, {
    MADOGUCHI_DATA: join(folder, 'data'),
    MADOGUCHI_SECRET: (secrets.secret = randomUUID() + randomUUID()),
    MADOGUCHI_PRIVATE_NETWORK: 'true',
    MADOGUCHI_LOG: 'trace',
    MADOGUCHI_SETUP: JSON.stringify({ ...OWNER, workspace: 'Log' }),
  })
  // The first key is printed for whoever set it up; everything after that is used with another one.
  const first = clientFor(url, /mdg_\S+/.exec(product.printed())?.[0] ?? '')
  const { agent } = await first.ok<{ agent: { id: string } }>('GET', '/api/me')
  const { key } = await first.ok<{ key: string }>('POST', '/api/api-keys', { name: 'log', agentId: agent.id })
  owner = clientFor(url, (secrets.apiKey = key))
})
afterAll(async () => {
  await product?.end()
  await smtp?.stop()
  rmSync(folder, { recursive: true, force: true })
})

const signIn = async (): Promise<void> => {
  const post = (path: string, body: object, cookie = '') =>
    fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    })
  await post('/api/session', { email: OWNER.email, password: secrets.wrongPassword })
  const answer = await post('/api/session', OWNER)
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  secrets.session = cookie.slice(cookie.indexOf('=') + 1)
  expect((await fetch(`${url}/api/me`, { headers: { cookie } })).status).toBe(200)
  expect((await post('/api/password-resets', { email: OWNER.email })).status).toBe(202)
  expect((await post('/api/password-resets', { email: secrets.customerEmail })).status).toBe(202)
}

const writeAndAnswer = async (): Promise<void> => {
  const chat = await owner.ok<{ token: string }>('POST', '/api/inboxes', { channel: 'chat', name: 'Chat' })
  const address = `${url}/channels/chat/${chat.token}`
  const visitor = await openVisitor(address)
  secrets.visitor = visitor.session
  const body = {
    id: randomUUID(),
    text: secrets.words,
    name: secrets.customerName,
    email: secrets.customerEmail,
    place: { url: secrets.page, title: secrets.subject },
  }
  const headers = { 'content-type': 'application/json', 'x-madoguchi-visitor': visitor.session }
  const said = await fetch(`${address}/messages`, { method: 'POST', headers, body: JSON.stringify(body) })
  expect(said.status).toBe(202)
  // What can't be read, and what no database takes.
  await fetch(`${address}/messages`, { method: 'POST', headers, body: `{"text":"${secrets.words}` })
  await owner.call('POST', '/api/customers', {
    name: `${secrets.customerName}\0`,
    email: secrets.customerEmail,
  })
  await expect
    .poll(async () => (await owner.ok<{ items: unknown[] }>('GET', '/api/conversations')).items.length)
    .toBe(3)
  const { items } = await owner.ok<{ items: { id: string }[] }>('GET', '/api/conversations')
  const conversation = `/api/conversations/${items[0]?.id}`
  await owner.ok('POST', `${conversation}/notes`, { text: secrets.note })
  await owner.ok('POST', `${conversation}/replies`, { text: secrets.answer })
  await owner.call('GET', `/api/search?q=${encodeURIComponent(secrets.search ?? '')}`)
  await owner.call('GET', `/api/nothing/${encodeURIComponent(secrets.customerEmail ?? '')}`)
}

const mailOut = async (): Promise<void> => {
  const inbox = await owner.ok<{ id: string }>('POST', '/api/inboxes', {
    channel: 'email',
    name: 'Mail',
    settings: {
      address: 'help@shop.example',
      smtp: { host: '127.0.0.1', port: smtp.port, security: 'none' },
    },
  })
  for (const email of [secrets.customerEmail, UNKNOWN]) {
    const known = await owner.call<{ id: string }>('POST', '/api/customers', {
      name: secrets.customerName,
      email,
      phone: secrets.phone,
    })
    const customerId =
      known.status === 201
        ? known.body.id
        : (await owner.ok<{ id: string }>('POST', '/api/customers', { name: secrets.customerName })).id
    await owner.call('POST', `/api/customers/${customerId}/identities`, { kind: 'email', value: email })
    await owner.call('POST', '/api/conversations', {
      inboxId: inbox.id,
      customerId,
      subject: secrets.subject,
      text: secrets.answer,
    })
  }
  // Mail of the product's own that its server refuses: asked for by somebody whom it does not know.
  await owner.ok('POST', '/api/agents', { name: secrets.customerName, email: UNKNOWN, role: 'agent' })
  await owner.call('POST', '/api/password-resets', { email: UNKNOWN })
}

/** Of the link that was mailed. */
const resetToken = async (): Promise<string | undefined> => {
  const mails = await Promise.all(smtp.mails.map((mail) => simpleParser(mail)))
  return mails.map(({ text }) => /set-password#([\w-]+)/.exec(text ?? '')?.[1]).find(Boolean)
}

describe('the log', () => {
  it('at its most talkative holds nothing personal and no secret', { timeout: 180_000 }, async () => {
    await owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    const hook = await owner.ok<{ secret: string }>('POST', '/api/webhooks', {
      url: `http://127.0.0.1:9/hook?token=${secrets.hookToken}`,
      events: ['message.received'],
    })
    secrets.hookSecret = hook.secret
    await mailOut()
    await signIn()
    await writeAndAnswer()
    await expect.poll(resetToken, { timeout: 60_000 }).toBeDefined()
    secrets.reset = (await resetToken()) ?? ''
    await owner.call('POST', `/api/password-resets/${secrets.reset}`, { password: 'short' })
    // The mail that was refused, as the job that sent it tells it.
    await expect.poll(() => product.printed(), { timeout: 60_000 }).toContain('access.send-reset-mail')
    await product.end()

    const printed = product.printed()
    // It is talkative indeed: each request is there, and what went wrong.
    for (const route of ['/api/session', '/channels/chat/:token/messages', '/api/customers'])
      expect(printed).toContain(`"route":"${route}"`)
    const told = Object.entries(secrets).filter(
      ([, secret]) => printed.includes(secret) || printed.includes(encodeURIComponent(secret)),
    )
    expect(told.map(([name]) => name)).toEqual([])
  })
})
