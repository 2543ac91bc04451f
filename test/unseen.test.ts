import { beforeAll, describe, expect, it } from 'vitest'
import { setReceipt } from '../server/modules/conversations/index.ts'
import { receive } from './factories/index.ts'
import { testApp, type Client, type TestApp } from './harness/app.ts'
import { openSocket } from './harness/socket.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
})

describe('an agent who writes to an address whose owner they may not know of', () => {
  const secrets = ['花園 みつ', '0311112222', '要注意のお客様', '返金を断られた']
  let agent: Client
  let inboxId: string
  let customerId: string
  let started: { id: string; messageId: string; customer: { name: string } }
  const address = 'mitsu@customer.example'
  beforeAll(async () => {
    const [one, two] = [await app.team('一班'), await app.team('二班')]
    const theirs = await app.inbox('email', { teamIds: [one], settings: { address: 'one@shop.example' } })
    inboxId = (await app.inbox('email', { teamIds: [two], settings: { address: 'two@shop.example' } })).id
    agent = await app.person('agent', [two])
    const { conversationId } = await receive(app.db, address, theirs.id, { text: '返金を断られた' })
    const { customer } = await app.owner.ok<{ customer: { id: string } }>(
      'GET',
      `/api/conversations/${conversationId}`,
    )
    customerId = customer.id
    await app.owner.ok('PATCH', `/api/customers/${customerId}`, { name: '花園 みつ' })
    const rank = { label: 'ランク', type: 'text', choices: [], position: 0 }
    await app.owner.ok('PUT', '/api/customer-attributes/rank', rank)
    await app.owner.ok('PATCH', `/api/customers/${customerId}`, { attributes: { rank: '要注意のお客様' } })
    await app.owner.ok('POST', `/api/customers/${customerId}/identities`, {
      kind: 'phone',
      value: '0311112222',
    })
    await app.owner.ok('POST', `/api/customers/${customerId}/notes`, { text: '要注意のお客様' })
    await app.settled()
  })

  /** Everything that the agent is told about them, over every list and page; 404s are words, too. */
  const told = async (): Promise<string> => {
    const q = (text: string) => encodeURIComponent(text)
    const paths = [
      '/api/conversations?limit=200',
      `/api/conversations/${started.id}`,
      `/api/conversations/${started.id}/messages`,
      `/api/conversations/${started.id}/answering`,
      `/api/customers/${customerId}`,
      `/api/customers/${customerId}/notes`,
      `/api/customers/${customerId}/timeline`,
      '/api/customers?limit=200',
      `/api/customers?q=${q(address)}`,
      '/api/unsent?state=all&limit=50',
    ]
    const answers = await Promise.all(paths.map(async (path) => (await agent.call('GET', path)).body))
    const place = `/api/conversations/${started.id}/text-preview`
    const text = '{{customer.name}} {{customer.kana}} {{customer.attribute.rank}} {{customer.known-since}}'
    const { body: filled } = await agent.call<{ text?: string }>('POST', place, { text })
    // Of a conversation that was taken back there is nothing to be told.
    expect([undefined, text]).toContain(filled.text)
    // What is looked for stands in no answer by itself: a conversation that is found by the name gives it away.
    const found = await agent.ok<{ items: unknown[] }>('GET', `/api/search?q=${q('花園')}`)
    return JSON.stringify([answers, found.items.length === 0 ? [] : secrets])
  }
  const expectNothing = async (): Promise<void> => {
    const words = await told()
    for (const secret of secrets) expect(words).not.toContain(secret)
    expect((await agent.call('GET', `/api/customers/${customerId}`)).status).toBe(404)
    expect((await agent.call('GET', `/api/customers/${customerId}/timeline`)).status).toBe(404)
  }

  it('is told no more than they typed, before it leaves, once it is taken back, and once it has left', async () => {
    const screen = await openSocket<{ type: string; data?: { id: string } }>(`${app.url}/api/live`, {
      headers: { authorization: `Bearer ${agent.key}` },
    })
    await screen.wait(({ type }) => type === 'hello')
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
    const start = () =>
      agent.ok<typeof started>('POST', '/api/conversations', {
        inboxId,
        to: [address],
        subject: 'x',
        text: 'x',
      })
    started = await start()
    expect(started.customer.name).toBe(address)
    await app.settled()
    await expectNothing()
    await agent.ok('POST', `/api/messages/${started.messageId}/undo`, {})
    await app.settled()
    await expectNothing()
    started = await start()
    await screen.wait(({ data }) => data?.id === started.id)
    await app.db.tx(async (tx) => {
      await setReceipt(tx, { messageId: started.messageId, receipt: 'sending' })
      await setReceipt(tx, { messageId: started.messageId, receipt: 'sent' })
    })
    await app.settled()
    await expectNothing()
    for (const secret of secrets) expect(JSON.stringify(screen.frames)).not.toContain(secret)
    screen.close()
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  })

  it('stands in the audit log', async () => {
    const { items } = await app.owner.ok<{ items: { action: string; subjectId: string }[] }>(
      'GET',
      '/api/audit',
    )
    const written = items.filter(({ action }) => action === 'customers.write-unseen')
    expect(written.map(({ subjectId }) => subjectId)).toEqual([customerId, customerId])
  })

  it('knows them once they write through that inbox, on open screens and in the search, too', async () => {
    const screen = await openSocket<{ type: string; customerId?: string }>(`${app.url}/api/live`, {
      headers: { authorization: `Bearer ${agent.key}` },
    })
    await screen.wait(({ type }) => type === 'hello')
    await receive(app.db, address, inboxId, { text: 'ご連絡ありがとうございます' })
    await app.settled()
    expect(await agent.ok('GET', `/api/customers/${customerId}`)).toMatchObject({ name: '花園 みつ' })
    expect(await agent.ok('GET', `/api/conversations/${started.id}`)).toMatchObject({
      customer: { name: '花園 みつ' },
    })
    await screen.wait((frame) => frame.type === 'customer' && frame.customerId === customerId)
    screen.close()
    const found = await agent.ok<{ items: { conversation: { id: string } }[] }>(
      'GET',
      `/api/search?q=${encodeURIComponent('花園')}`,
    )
    expect(found.items.map(({ conversation }) => conversation.id)).toContain(started.id)
  })

  it('gives nobody else the sight of a customer by what they took back', async () => {
    const [team, other] = [await app.team('三班'), await app.team('四班')]
    const both = await app.person('agent', [team, other])
    const colleague = await app.person('agent', [other])
    const own = await app.inbox('email', { teamIds: [team], settings: { address: 'three@shop.example' } })
    const next = await app.inbox('email', { teamIds: [other], settings: { address: 'four@shop.example' } })
    const { conversationId } = await receive(app.db, 'both@customer.example', own.id)
    const { customer } = await both.ok<{ customer: { id: string } }>(
      'GET',
      `/api/conversations/${conversationId}`,
    )
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
    const { messageId } = await both.ok<typeof started>('POST', '/api/conversations', {
      inboxId: next.id,
      customerId: customer.id,
      subject: 'x',
      text: 'x',
    })
    await both.ok('POST', `/api/messages/${messageId}/undo`, {})
    const typed = await both.ok<typeof started>('POST', '/api/conversations', {
      inboxId: next.id,
      to: ['typed.once@customer.example'],
      subject: 'x',
      text: 'x',
    })
    // Something is known of them by now: they stay.
    const { customer: kept } = await both.ok<{ customer: { id: string } }>(
      'GET',
      `/api/conversations/${typed.id}`,
    )
    await both.ok('POST', `/api/customers/${kept.id}/notes`, { text: '電話済み' })
    await both.ok('POST', `/api/messages/${typed.messageId}/undo`, {})
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    expect((await colleague.call('GET', `/api/customers/${customer.id}`)).status).toBe(404)
    const found = async (who: Client) =>
      (await who.ok<{ items: unknown[] }>('GET', '/api/customers?q=typed.once')).items.length
    expect([await found(app.owner), await found(agent)]).toEqual([1, 0])
    expect((await both.call('GET', `/api/customers/${customer.id}`)).status).toBe(200)
  })
})
