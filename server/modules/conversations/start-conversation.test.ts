import { describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Conversation, Message } from './contract.ts'
import { firstMessages } from './fixtures/first-messages.ts'

const { app, agent, inboxId, start, draft, keep, undo } = await firstMessages()
const messagesOf = async (id: string) =>
  (await agent.ok<{ messages: Message[] }>('GET', `/api/conversations/${id}/messages`)).messages

describe('writing first', () => {
  it('goes to a customer’s own address, with copies, and later', async () => {
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

describe('what is written first', () => {
  const counts = async () =>
    (await agent.ok<{ counts: { count: number }[] }>('GET', '/api/conversation-counts')).counts.reduce(
      (sum, { count }) => sum + count,
      0,
    )

  it('is kept for each customer and for nobody yet, by each person, until it is empty or sent', async () => {
    const { conversationId } = await receive(app.db, 'draft@customer.example', inboxId)
    const { customer } = await agent.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
    expect(await draft()).toBeNull()
    await keep({ text: '宛先は未定です。', to: ['new@customer.example'] })
    await keep({ text: '花子様へ', inboxId, subject: 'ご案内' }, customer.id)
    expect(await draft()).toMatchObject({ text: '宛先は未定です。', to: ['new@customer.example'] })
    expect(await draft(customer.id)).toMatchObject({ text: '花子様へ', inboxId, subject: 'ご案内' })
    expect((await app.owner.call('GET', '/api/first-draft')).status).toBe(204)
    expect((await start({ customerId: customer.id, draftFor: customer.id })).status).toBe(201)
    expect(await draft(customer.id)).toBeNull()
    expect(await draft()).toMatchObject({ text: '宛先は未定です。' })
    await keep({})
    expect(await draft()).toBeNull()
    expect((await keep({ text: 'x' }, inboxId)).status).toBe(404)
  })

  it('comes back whole when it is taken back, and its conversation goes as if it had never been', async () => {
    const { id: file } = await agent.ok<{ id: string }>('POST', '/api/uploads?name=a.txt', Buffer.from('abc'))
    const before = await counts()
    const { body } = await start({
      to: ['stranger2@customer.example'],
      cc: ['boss@customer.example'],
      subject: '取り消す件名',
      attachmentIds: [file],
    })
    await app.settled()
    const { id: customerId } = body.customer
    expect(await undo(body.messageId)).toMatchObject({
      withdrawn: true,
      withdrawnFrom: null,
      receipt: 'cancelled',
    })
    await app.settled()
    expect(await draft()).toMatchObject({
      text: '新商品のご案内です。',
      subject: '取り消す件名',
      inboxId,
      to: ['stranger2@customer.example'],
      cc: ['boss@customer.example'],
      attachmentIds: [file],
    })
    expect((await agent.call('GET', `/api/conversations/${body.id}`)).status).toBe(404)
    expect(await counts()).toBe(before)
    expect((await agent.call('GET', `/api/customers/${customerId}`)).status).toBe(404)
    const left = await app.db.one<{ facts: number; documents: number; deliveries: number }>(sql`
      select (select count(*) from facts where workspace_id = ${app.workspaceId} and conversation_id = ${body.id}) as facts,
        (select count(*) from search_documents where workspace_id = ${app.workspaceId} and conversation_id = ${body.id}) as documents,
        (select count(*) from deliveries where workspace_id = ${app.workspaceId} and conversation_id = ${body.id}) as deliveries`)
    expect(left).toEqual({ facts: 0, documents: 0, deliveries: 0 })
    // The file waits with the draft, and goes with the next attempt.
    const again = await start({ to: ['stranger2@customer.example'], attachmentIds: [file], draftFor: null })
    expect(again.status).toBe(201)
    expect(await draft()).toBeNull()
  })

  it('is taken back at once, before anybody has heard of it', async () => {
    const { body } = await start({ to: ['quick@customer.example'] })
    await undo(body.messageId)
    await app.settled()
    const failed = await app.db.many(sql`
      select message_id from deliveries where workspace_id = ${app.workspaceId} and message_id = ${body.messageId}`)
    expect(failed).toEqual([])
    await keep({})
    expect((await agent.call('GET', `/api/conversations/${body.id}`)).status).toBe(404)
  })

  it('stands above what was begun since, and its conversation stays where something else stands in it', async () => {
    const first = await start({ to: ['twice@customer.example'] })
    const { id: customerId } = first.body.customer
    await keep({ text: 'あとから', subject: '新しい件名' }, customerId)
    await undo(first.body.messageId)
    expect(await draft()).toMatchObject({ text: '新商品のご案内です。\n\nあとから' })
    await keep({})
    const noted = await start({ to: ['noted@customer.example'] })
    await agent.ok('POST', `/api/conversations/${noted.body.id}/notes`, { text: '電話済み' })
    expect(await undo(noted.body.messageId)).toMatchObject({ withdrawn: false, withdrawnFrom: null })
    expect(await agent.ok('GET', `/api/conversations/${noted.body.id}/draft`)).toMatchObject({
      text: '新商品のご案内です。',
    })
  })
})
