import { createHmac } from 'node:crypto'
import { WebSocket } from 'ws'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { framesOf, newKey, windowsOf, type Answer } from './fixtures/windows.ts'

const SECRET = 'shared with the shop'

let app: TestApp
let inbox: { id: string; token: string }
let windows: ReturnType<typeof windowsOf>

beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  inbox = await app.inbox('chat', { secrets: { identity: SECRET } })
  windows = windowsOf(app.url, inbox.token)
})

interface Row {
  id: string
  inboxId: string
  customer: { id: string; name: string }
  preview: string
}
const conversations = async (): Promise<Row[]> =>
  (await app.owner.ok<{ items: Row[] }>('GET', '/api/conversations?limit=200')).items
const conversationOf = async (text: string): Promise<Row> => {
  const row = (await conversations()).find(({ preview }) => preview.includes(text))
  if (!row) throw new Error(`no conversation says ${text}`)
  return row
}
const reply = (conversationId: string, text: string, attachmentIds: string[] = []) =>
  app.owner.ok<{ id: string }>('POST', `/api/conversations/${conversationId}/replies`, {
    text,
    cc: [],
    bcc: [],
    attachmentIds,
    anyway: true,
  })

describe('a visitor', () => {
  it('writes, and the agents see who, what and from where', async () => {
    const { session } = await windows.open()
    const sent = await windows.say(session, '返品したいです', {
      language: 'ja',
      name: '山田花子',
      email: 'hanako@example.jp',
      place: {
        url: 'https://shop.example/cart?x=1#secret',
        title: 'カート',
        referrer: 'https://search.example/',
      },
    })
    expect(sent).toMatchObject({ status: 202, body: { state: 'kept' } })
    await app.settled()
    const row = await conversationOf('返品したい')
    expect(row).toMatchObject({ inboxId: inbox.id, customer: { name: '山田花子' } })
    const customer = await app.owner.ok('GET', `/api/customers/${row.customer.id}`)
    expect(customer).toMatchObject({ email: 'hanako@example.jp', language: 'ja' })
    const messages = await app.owner.ok<{ messages: { context: object }[] }>(
      'GET',
      `/api/conversations/${row.id}/messages`,
    )
    expect(messages.messages[0]?.context).toEqual({
      page: 'https://shop.example/cart?x=1',
      title: 'カート',
      referrer: 'https://search.example/',
      device: 'TestBrowser/1.0',
    })
  })

  it('may send half a character, in any part, and loses only that', async () => {
    const { session } = await windows.open()
    await windows.say(session, '\ud83d半分の絵文字')
    const form = new FormData()
    const message = { id: newKey(), text: '添付と半分\udc00', name: '\ud83d花子', place: { title: '\ud83d' } }
    form.set('message', JSON.stringify(message))
    form.set('file', new Blob(['1,2'], { type: 'text/csv' }), '一覧.csv')
    expect(await windows.call('POST', '/messages', { session, body: form })).toMatchObject({ status: 202 })
    form.set('message', JSON.stringify({ ...message, id: newKey(), text: 'NUL\0' }))
    expect(await windows.call('POST', '/messages', { session, body: form })).toMatchObject({ status: 400 })
    await app.settled()
    expect((await windows.thread(session)).map(({ text }) => text)).toEqual([
      '\ufffd半分の絵文字',
      '添付と半分\ufffd',
    ])
  })

  it('who sends the same message again has sent it once', async () => {
    const { session } = await windows.open()
    const message = { id: newKey(), text: '一度だけ' }
    const states = await Promise.all(
      [1, 2, 3, 4].map(() =>
        windows.call<{ state: string }>('POST', '/messages', { session, json: message }),
      ),
    )
    expect(states.map(({ status }) => status)).toEqual([202, 202, 202, 202])
    expect(states.filter(({ body }) => body.state === 'kept')).toHaveLength(1)
    await app.settled()
    expect((await windows.thread(session)).map(({ text, key }) => [text, key])).toEqual([
      ['一度だけ', message.id],
    ])
  })

  it('sees the answer at once, and later, and the agents see that it was read', async () => {
    const { session } = await windows.open()
    await windows.say(session, '在庫はありますか')
    await app.settled()
    const row = await conversationOf('在庫はありますか')
    const { socket, next } = windows.live(session)
    expect(await next()).toMatchObject({ type: 'hello' })
    const answer = await reply(row.id, 'はい、ございます')
    const frame = await next()
    expect(frame).toMatchObject({
      type: 'message',
      message: { id: answer.id, from: 'agent', text: 'はい、ございます' },
    })
    await app.settled()
    expect((await windows.thread(session)).map(({ text }) => text)).toEqual([
      '在庫はありますか',
      'はい、ございます',
    ])
    expect((await windows.open({ session })).messages).toHaveLength(2)
    await windows.call('POST', '/read', { session, json: { upTo: answer.id } })
    const messages = await app.owner.ok<{ messages: { id: string; receipt: string }[] }>(
      'GET',
      `/api/conversations/${row.id}/messages`,
    )
    expect(messages.messages.find(({ id }) => id === answer.id)).toMatchObject({ receipt: 'read' })
    socket.close()
  })

  it('comes back to one thread, whatever else happened', async () => {
    const { session } = await windows.open()
    await windows.say(session, '一通目です')
    await windows.say(session, '二通目です')
    await app.settled()
    await windows.say(session, '三通目です')
    await app.settled()
    expect((await windows.thread(session)).map(({ text }) => text)).toEqual([
      '一通目です',
      '二通目です',
      '三通目です',
    ])
    const rows = (await conversations()).filter(({ preview }) => preview.includes('通目です'))
    expect(rows).toHaveLength(1)
  })

  it('never sees what belongs to somebody else', async () => {
    const [mine, other] = [await windows.open(), await windows.open()]
    await windows.say(mine.session, '私の相談')
    await app.settled()
    expect(await windows.thread(other.session)).toEqual([])
    const row = await conversationOf('私の相談')
    await app.owner.ok('POST', `/api/conversations/${row.id}/notes`, { text: '社内メモ', mentions: [] })
    expect(JSON.stringify(await windows.thread(mine.session))).not.toContain('社内メモ')
    // Nor how they are called here, or with whom they were merged.
    await app.owner.ok('PATCH', `/api/customers/${row.customer.id}`, { name: '要注意の山田' })
    await windows.say(mine.session, '続きです')
    await app.settled()
    const shown = await windows.thread(mine.session)
    expect(shown.map(({ text }) => text)).toEqual(['私の相談', '続きです'])
    expect(JSON.stringify(shown)).not.toContain('要注意')
    // A visitor's public id, as agents see it, is no key to anything.
    const forged = Buffer.from(JSON.stringify({ r: mine.visitor.id })).toString('base64url')
    expect((await windows.call('GET', '/thread', { session: `${forged}.AAAA` })).status).toBe(401)
  })
})

describe('a visitor whom the shop signed', () => {
  const hash = (userId: string) => createHmac('sha256', SECRET).update(userId).digest('hex')
  const token = (claims: object) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const text = `${part({ alg: 'HS256' })}.${part(claims)}`
    return `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
  }

  it('has one thread on all devices', async () => {
    const identity = { userId: 'user-1', hash: hash('user-1'), name: '鈴木' }
    const phone = await windows.open({ identity })
    expect(phone.visitor.signed).toBe(true)
    await windows.say(phone.session, '電話から')
    await app.settled()
    const laptop = await windows.open({ identity })
    expect(laptop.messages.map(({ text }) => text)).toEqual(['電話から'])
    expect((await conversationOf('電話から')).customer.name).toBe('鈴木')
  })

  it('joins the customer whose proven mail address the token carries', async () => {
    const made = await app.owner.ok<{ id: string }>('POST', '/api/customers', {
      name: '会員 太郎',
      email: 'member@example.jp',
    })
    const jwt = token({ sub: 'm-9', exp: Date.now() / 1000 + 60, email: 'member@example.jp' })
    const { session } = await windows.open({ identity: { token: jwt } })
    await windows.say(session, '会員からの質問')
    await app.settled()
    expect((await conversationOf('会員からの質問')).customer.id).toBe(made.id)
  })

  it('is refused with a wrong signature, in the language of the screen', async () => {
    const answer = await windows.call<{ code: string; detail: string }>('POST', '/sessions', {
      json: { identity: { userId: 'user-1', hash: hash('user-2') } },
      language: 'ja',
    })
    expect(answer.status).toBe(403)
    expect(answer.body).toMatchObject({ code: 'chat.identity', detail: expect.stringContaining('ログイン') })
    expect(answer.headers.get('content-type')).toContain('application/problem+json')
  })

  it('is the only one who may write where the inbox says so', async () => {
    const closedInbox = await app.inbox('chat', {
      settings: { signedOnly: true },
      secrets: { identity: SECRET },
    })
    const refused = await windowsOf(app.url, closedInbox.token).call<Answer>('POST', '/sessions', {
      json: {},
    })
    expect(refused).toMatchObject({ status: 403, body: { code: 'chat.signed-only' } })
  })
})

describe('the live connection', () => {
  it('shows each side that the other one writes', async () => {
    const { session } = await windows.open()
    await windows.say(session, 'はじめまして、窓です')
    await app.settled()
    const { id: conversationId } = await conversationOf('はじめまして、窓です')
    const screenOf = ({ key }: { key: string }) =>
      framesOf(
        new WebSocket(`${app.url.replace('http', 'ws')}/api/live`, {
          headers: { authorization: `Bearer ${key}` },
        }),
      )
    const team = await app.team('見るだけの人')
    await app.owner.ok('PATCH', `/api/inboxes/${inbox.id}`, { teamIds: [team] })
    const reader = screenOf(await app.person('readonly', [team]))
    const agent = screenOf(app.owner)
    const visitor = windows.live(session)
    for (const screen of [agent, visitor, reader])
      expect(await screen.next()).toMatchObject({ type: 'hello' })
    const until = async (type: string, has = '') => {
      for (;;) {
        const frame = await agent.next()
        if (frame['type'] === type && JSON.stringify(frame).includes(has)) return frame
      }
    }
    agent.socket.send(JSON.stringify({ type: 'open', conversationId }))
    await until('presence')
    for (const hostile of ['not json', '{"type":"read","upTo":"\'; drop table"}', '[]', 'null']) {
      visitor.socket.send(hostile)
    }
    visitor.socket.send(JSON.stringify({ type: 'typing' }))
    expect(await until('customer-typing')).toMatchObject({ conversationId })
    // Who may only read writes to nobody, whatever the colleagues see.
    reader.socket.send(JSON.stringify({ type: 'open', conversationId }))
    reader.socket.send(JSON.stringify({ type: 'typing', conversationId, on: true }))
    const { agents } = (await until('presence', '"typing"')) as { agents: { name: string; state: string }[] }
    const readOnly = agents.find(({ state }) => state === 'typing')?.name
    agent.socket.send(JSON.stringify({ type: 'typing', conversationId, on: true }))
    const told = await visitor.next()
    expect(told).toMatchObject({ type: 'typing', author: expect.any(String) })
    expect(told['author']).not.toBe(readOnly)
    reader.socket.close()
    agent.socket.close()
    visitor.socket.close()
  })

  it('tells the other windows of a visitor what one of them sent', async () => {
    const { session } = await windows.open()
    const window = windows.live(session)
    expect(await window.next()).toMatchObject({ type: 'hello' })
    const sent = await windows.say(session, '続きです')
    expect(await window.next()).toEqual({ type: 'sent', key: sent.body.id })
    window.socket.close()
  })

  it('is refused without a session, for another inbox, and for no inbox', async () => {
    const { session } = await windows.open()
    const other = windowsOf(app.url, (await app.inbox('chat')).token)
    expect(await windows.closed('wrong')).toEqual({ code: 4001, reason: 'chat.session' })
    expect(await other.closed(session)).toEqual({ code: 4001, reason: 'chat.session' })
    const nowhere = windowsOf(app.url, 'nothing-here')
    expect(await nowhere.closed(session)).toEqual({ code: 4001, reason: 'chat.no-inbox' })
  })
})
