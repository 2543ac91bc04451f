import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startMailSink, type MailSink } from './chaos/mail-sink.ts'
import { receive } from './factories/index.ts'
import { testApp, type TestApp } from './harness/app.ts'
import { openSocket } from './harness/socket.ts'

interface Reach {
  by: string
  addresses: string[]
  reason: { en: string; ja: string } | null
}
interface Row {
  id: string
  preview: string
}

let app: TestApp
let chat: { id: string; token: string }
let form: { id: string }
let mails: MailSink
beforeAll(async () => {
  mails = await startMailSink()
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  chat = await app.inbox('chat', { settings: { messagesPerMinute: 600 } })
  form = await app.inbox('form')
})
afterAll(() => mails.stop())

const visitorCall = async (path: string, session: string, body: object): Promise<{ session: string }> => {
  const response = await fetch(`${app.url}/channels/chat/${chat.token}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-madoguchi-visitor': session },
    body: JSON.stringify(body),
  })
  return (await response.json()) as { session: string }
}

/** A visitor who wrote, and has left again. */
const visitor = async (words: object) => {
  const { session } = await visitorCall('/sessions', '', {})
  const text = `在庫はありますか ${randomUUID()}`
  await visitorCall('/messages', session, { id: randomUUID(), text, ...words })
  await app.settled()
  const { items } = await app.owner.ok<{ items: Row[] }>('GET', '/api/conversations?limit=200')
  return { session, conversationId: items.find(({ preview }) => preview === text)?.id ?? '' }
}

const windowOf = async (session: string) => {
  const window = await openSocket<{ type: string }>(`${app.url}/channels/chat/${chat.token}/live`, {
    protocols: ['madoguchi', session],
  })
  await window.wait(({ type }) => type === 'hello')
  return window
}

const reachOf = (conversationId: string) =>
  app.owner.ok<Reach>('GET', `/api/conversations/${conversationId}/reach`)
const nothing = { addresses: [], reason: null }

describe('how an answer would reach its customer', () => {
  it('is nothing that could be promised while no mail inbox is there', async () => {
    const { conversationId } = await visitor({ email: 'early@customer.example' })
    expect(await reachOf(conversationId)).toEqual({ by: 'later', ...nothing })
    const asked = await receive(app.db, 'asked@customer.example', form.id)
    const reach = await reachOf(asked.conversationId)
    expect(reach).toMatchObject({ by: 'held', addresses: [] })
    expect(reach.reason?.ja).toContain('メールの窓口がまだ接続されていません')
  })

  it('follows the visitor: in the window while it is open, by mail once they left', async () => {
    await app.inbox('email', {
      settings: {
        address: 'desk@shop.example',
        smtp: { host: '127.0.0.1', port: mails.port, security: 'none', user: '' },
      },
    })
    const hanako = await visitor({ email: 'hanako@customer.example' })
    const window = await windowOf(hanako.session)
    expect(await reachOf(hanako.conversationId)).toEqual({ by: 'here', ...nothing })
    window.close()
    await expect
      .poll(() => reachOf(hanako.conversationId))
      .toEqual({ by: 'mail-instead', addresses: ['hanako@customer.example'], reason: null })
    // What is foreseen is what happens.
    await app.owner.ok('POST', `/api/conversations/${hanako.conversationId}/replies`, {
      text: 'はい、ございます。#reply-1#',
      anyway: true,
    })
    await expect.poll(() => mails.marks, { timeout: 30_000 }).toContain('#reply-1#')
  })

  it('is only the window for those of whom no address is known, or where the shop wants no mail', async () => {
    const stranger = await visitor({})
    expect(await reachOf(stranger.conversationId)).toEqual({ by: 'unaddressed', ...nothing })
    await app.owner.ok('PATCH', `/api/inboxes/${chat.id}`, { settings: { mailReplies: false } })
    const known = await visitor({ email: 'known@customer.example' })
    expect(await reachOf(known.conversationId)).toEqual({ by: 'later', ...nothing })
    await app.owner.ok('PATCH', `/api/inboxes/${chat.id}`, { settings: { mailReplies: true } })
  })

  it('is mail for those who wrote by mail, and waits while the inbox is paused', async () => {
    const asked = await receive(app.db, 'asked-again@customer.example', form.id)
    expect(await reachOf(asked.conversationId)).toEqual({
      by: 'mail',
      addresses: ['asked-again@customer.example'],
      reason: null,
    })
    await app.owner.ok('PATCH', `/api/inboxes/${form.id}`, { state: 'paused' })
    expect(await reachOf(asked.conversationId)).toMatchObject({ by: 'held', addresses: [] })
    await app.owner.ok('PATCH', `/api/inboxes/${form.id}`, { state: 'active' })
  })

  it('is told to nobody who may not see the conversation', async () => {
    const { conversationId } = await visitor({ email: 'private@customer.example' })
    const outsider = await app.person('agent', [await app.team('卸')])
    expect((await outsider.call('GET', `/api/conversations/${conversationId}/reach`)).status).toBe(404)
  })
})
