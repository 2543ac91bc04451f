import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Conversation, Message } from './contract.ts'

type Started = Conversation & { messageId: string }

let app: TestApp
let agent: Client & { id: string }
let inboxId: string
beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  inboxId = (await app.inbox('email', { settings: { address: 'support@shop.example' } })).id
})

const start = (body: object) =>
  agent.call<Started & { code: string }>('POST', '/api/conversations', {
    inboxId,
    subject: 'ご案内',
    text: '新商品のご案内です。',
    ...body,
  })
const messagesOf = async (id: string) =>
  (await agent.ok<{ messages: Message[] }>('GET', `/api/conversations/${id}/messages`)).messages

describe('writing first', () => {
  it('goes to a customer’s own address, with copies, later, and can be taken back', async () => {
    const { conversationId } = await receive(app.db, 'hanako@customer.example', inboxId)
    const known = await agent.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
    const sendAt = new Date(Date.now() + 86_400_000).toISOString()
    const { status, body } = await start({
      customerId: known.customer.id,
      cc: ['boss@customer.example'],
      bcc: ['archive@shop.example'],
      sendAt,
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ customer: known.customer, assigneeId: agent.id, subject: 'ご案内' })
    const [message] = await messagesOf(body.id)
    expect(message).toMatchObject({ id: body.messageId, receipt: 'scheduled', sendAt })
    expect(message?.recipients.map(({ role, value }) => `${role} ${value}`)).toEqual([
      'to hanako@customer.example',
      'cc boss@customer.example',
      'bcc archive@shop.example',
    ])
    await agent.ok('POST', `/api/messages/${body.messageId}/undo`, {})
    expect(await agent.ok('GET', `/api/conversations/${body.id}/draft`)).toMatchObject({
      text: '新商品のご案内です。',
      to: ['hanako@customer.example'],
      cc: ['boss@customer.example'],
    })
  })

  it('goes to an address: of somebody known, or of a new customer', async () => {
    await receive(app.db, 'known@customer.example', inboxId)
    const known = await start({ to: ['Known@customer.example', 'friend@customer.example'] })
    const customers = await agent.ok<{ items: { id: string }[] }>(
      'GET',
      '/api/customers?search=known%40customer.example',
    )
    expect(known.body.customer.id).toBe(customers.items[0]?.id)
    const [message] = await messagesOf(known.body.id)
    expect(message?.recipients.map(({ value }) => value)).toEqual([
      'Known@customer.example',
      'friend@customer.example',
    ])
    const fresh = await start({ to: ['stranger@customer.example'] })
    expect(fresh.status).toBe(201)
    expect((await start({ to: ['stranger@customer.example'] })).body.customer).toEqual(fresh.body.customer)
  })

  it('is refused to nobody, to ourselves, to nothing that is an address, and where one can only answer', async () => {
    expect((await start({})).body.code).toBe('conversations.nobody')
    expect((await start({ to: ['Support@shop.example'] })).body.code).toBe('conversations.own-address')
    expect((await start({ to: ['hanako'] })).status).toBe(400)
    const chat = await app.inbox('chat')
    expect((await start({ inboxId: chat.id, to: ['a@customer.example'] })).body.code).toBe(
      'conversations.cannot-start',
    )
  })
})
