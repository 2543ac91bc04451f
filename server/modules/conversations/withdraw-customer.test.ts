import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { openSocket } from '../../../test/harness/socket.ts'

interface Started {
  id: string
  messageId: string
  customer: { id: string }
}
interface Undone {
  withdrawn: boolean
  withdrawnFrom: string | null
}

let app: TestApp
let agent: Client & { id: string }
let inboxId: string
beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  inboxId = (await app.inbox('email', { settings: { address: 'support@shop.example' } })).id
})

let address = ''
let count = 0
const blank = {
  inboxId: null,
  subject: '',
  text: '',
  html: null,
  to: [] as string[],
  cc: [],
  bcc: [],
  attachmentIds: [],
}
const keep = (client: Client, text: string, customerId?: string) =>
  client.ok('PUT', `/api/first-draft${customerId ? `?customerId=${customerId}` : ''}`, { ...blank, text })
beforeEach(async () => {
  address = `stranger${(count += 1)}@customer.example`
  await keep(agent, '')
})

const start = (to = address) =>
  agent.ok<Started>('POST', '/api/conversations', {
    inboxId,
    subject: 'ご案内',
    text: 'はじめまして。',
    to: [to],
  })
const undo = (messageId: string) => agent.ok<Undone>('POST', `/api/messages/${messageId}/undo`, {})
const isKnown = async (id: string) => (await agent.call('GET', `/api/customers/${id}`)).status === 200
const found = async () =>
  (await agent.ok<{ items: { id: string }[] }>('GET', `/api/customers?q=${encodeURIComponent(address)}`))
    .items

describe('a customer who was made by a first message that is taken back', () => {
  it('goes with it, from the search and from the screens, and the words are addressed to nobody yet', async () => {
    const screen = await openSocket<{ type: string; customerId?: string }>(`${app.url}/api/live`, {
      headers: { authorization: `Bearer ${agent.key}` },
    })
    const { messageId, customer } = await start()
    await app.settled()
    expect(await found()).toHaveLength(1)
    expect(await undo(messageId)).toMatchObject({ withdrawn: true, withdrawnFrom: null })
    expect(await isKnown(customer.id)).toBe(false)
    expect(await found()).toEqual([])
    expect(await agent.ok('GET', '/api/first-draft')).toMatchObject({ text: 'はじめまして。', to: [address] })
    await screen.wait(({ type, customerId }) => type === 'customer' && customerId === customer.id)
    screen.close()
    await app.settled()
    expect((await start()).customer.id).not.toBe(customer.id)
  })

  it.each<[string, (customer: string) => Promise<unknown>]>([
    ['a note', (id) => agent.ok('POST', `/api/customers/${id}/notes`, { text: '電話済み' })],
    ['a name', (id) => agent.ok('PATCH', `/api/customers/${id}`, { name: '山田 花子' })],
    ['an attribute', (id) => agent.ok('PATCH', `/api/customers/${id}`, { attributes: { rank: 'A' } })],
    [
      'another address',
      (id) => agent.ok('POST', `/api/customers/${id}/identities`, { kind: 'phone', value: '090-1234-5678' }),
    ],
    ['another conversation', () => start()],
    ['their own message', () => receive(app.db, address, inboxId)],
    ['a colleague’s draft', (id) => keep(app.owner, '書きかけ', id)],
    ['a letter to nobody yet', () => keep(agent, '別の書きかけ')],
  ])('stays with %s', async (_, know) => {
    const { messageId, customer } = await start()
    await know(customer.id)
    expect(await undo(messageId)).toMatchObject({ withdrawn: true, withdrawnFrom: customer.id })
    expect(await isKnown(customer.id)).toBe(true)
    expect(await agent.ok('GET', `/api/first-draft?customerId=${customer.id}`)).toMatchObject({
      text: 'はじめまして。',
    })
  })

  it('stays where they were known before', async () => {
    const { id } = await agent.ok<{ id: string }>('POST', '/api/customers', {
      name: '佐藤 太郎',
      email: address,
    })
    const { messageId, customer } = await start()
    expect(customer.id).toBe(id)
    expect(await undo(messageId)).toMatchObject({ withdrawnFrom: id })
    expect(await isKnown(id)).toBe(true)
  })

  it('is never taken from under a message of theirs that comes in the same moment', async () => {
    for (let round = 0; round < 8; round += 1) {
      address = `moment${round}@customer.example`
      await keep(agent, '')
      const { messageId } = await start()
      // Intake tries again what the database refused; so does this.
      const write = () => receive(app.db, address, inboxId)
      const [, { conversationId }] = await Promise.all([undo(messageId), write().catch(write)])
      const { customer } = await agent.ok<Started>('GET', `/api/conversations/${conversationId}`)
      expect(await isKnown(customer.id)).toBe(true)
      expect((await found()).map(({ id }) => id)).toEqual([customer.id])
    }
  })
})
