import { beforeAll, describe, expect, it } from 'vitest'
import { clientFor, testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import type { Agent } from './contract.ts'

let app: TestApp
let bot: Agent
let client: Client

beforeAll(async () => {
  app = await testApp()
  bot = await app.owner.ok<Agent>('POST', '/api/bots', { name: '案内係', teamIds: [await app.team('一班')] })
  const { key } = await app.owner.ok<{ key: string }>('POST', '/api/api-keys', {
    name: 'Bot',
    agentId: bot.id,
  })
  client = clientFor(app.url, key)
})

const change = (body: object) => app.owner.call<{ code: string }>('PATCH', `/api/agents/${bot.id}`, body)

describe('a bot', () => {
  it('stands among those who work here, without an address, with an agent’s rights', async () => {
    const listed = await app.owner.ok<Agent[]>('GET', '/api/agents')
    expect(listed.find(({ id }) => id === bot.id)).toMatchObject({ bot: true, email: '', role: 'agent' })
    expect(listed.filter((one) => one.bot)).toHaveLength(1)
    expect((await client.ok<{ agent: Agent }>('GET', '/api/me')).agent.id).toBe(bot.id)
    expect((await client.call('GET', '/api/api-keys')).status).toBe(403)
  })

  it('is changed and switched off like a person, but gets no address and is no owner', async () => {
    expect((await change({ name: '案内係2' })).status).toBe(200)
    for (const wrong of [{ email: 'bot@shop.example' }, { role: 'owner' }]) {
      const { status, body } = await change(wrong)
      expect([status, body.code]).toEqual([400, 'agents.bot'])
    }
    await change({ active: false })
    expect((await client.call('GET', '/api/me')).status).toBe(401)
    await change({ active: true })
    expect((await client.call('GET', '/api/me')).status).toBe(200)
  })

  it('never signs in: no link for a password is made, and it manages no sessions', async () => {
    const link = await app.owner.call<{ code: string }>('POST', `/api/agents/${bot.id}/password-reset`, {})
    expect([link.status, link.body.code]).toEqual([409, 'access.bot'])
    const own = await client.call<{ code: string }>('GET', '/api/me/sessions')
    expect([own.status, own.body.code]).toEqual([403, 'access.person-only'])
  })

  it('writes under its own name, and people see that a bot did', async () => {
    const inbox = await app.inbox('email', { settings: { address: 'shop@shop.example' } })
    const start = {
      inboxId: inbox.id,
      to: ['a@customer.example'],
      subject: '発送のご案内',
      text: '発送しました。',
    }
    await app.owner.ok('PATCH', `/api/agents/${bot.id}`, { role: 'lead' })
    const { id } = await client.ok<{ id: string }>('POST', '/api/conversations', start)
    const { messages } = await app.owner.ok<{ messages: { author: object }[] }>(
      'GET',
      `/api/conversations/${id}/messages`,
    )
    expect(messages.map(({ author }) => author)).toEqual([{ kind: 'bot', id: bot.id, name: '案内係2' }])
  })
})
