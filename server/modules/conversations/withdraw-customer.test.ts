import { beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { openSocket } from '../../../test/harness/socket.ts'
import type { Conversation } from './contract.ts'
import { firstMessages } from './fixtures/first-messages.ts'

const { app, agent, inboxId, start: startWith, draft, keep, undo } = await firstMessages()

let address = ''
let count = 0
beforeEach(async () => {
  address = `stranger${(count += 1)}@customer.example`
  await keep({})
})

const start = async () => (await startWith({ text: 'はじめまして。', to: [address] })).body
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
    expect(await draft()).toMatchObject({ text: 'はじめまして。', to: [address] })
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
    ['a colleague’s draft', (id) => keep({ text: '書きかけ' }, id, app.owner)],
    ['a letter to nobody yet', () => keep({ text: '別の書きかけ' })],
  ])('stays with %s', async (_, know) => {
    const { messageId, customer } = await start()
    await know(customer.id)
    expect(await undo(messageId)).toMatchObject({ withdrawn: true, withdrawnFrom: customer.id })
    expect(await isKnown(customer.id)).toBe(true)
    expect(await draft(customer.id)).toMatchObject({
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
      await keep({})
      const { messageId } = await start()
      // Intake tries again what the database refused; so does this.
      const write = () => receive(app.db, address, inboxId)
      const [, { conversationId }] = await Promise.all([undo(messageId), write().catch(write)])
      const { customer } = await agent.ok<Conversation>('GET', `/api/conversations/${conversationId}`)
      expect(await isKnown(customer.id)).toBe(true)
      expect((await found()).map(({ id }) => id)).toEqual([customer.id])
    }
  })
})
