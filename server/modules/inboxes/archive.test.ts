import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { openVisitor } from '../../../test/harness/visitor.ts'
import { hasAddress } from './index.ts'

interface Refusal {
  code: string
  detail: string
}

let test: TestApp
beforeAll(async () => {
  test = await testApp()
})
const set = (id: string, state: string) => test.owner.ok('PATCH', `/api/inboxes/${id}`, { state })

describe('an archived inbox', () => {
  it('takes nothing in any more, and works again when it is taken out', async () => {
    const inbox = await test.inbox('chat')
    const visitor = await openVisitor(`${test.url}/channels/chat/${inbox.token}`)
    expect(await visitor.say('こんにちは')).toBeLessThan(300)
    await set(inbox.id, 'archived')
    expect(await visitor.say('まだいますか')).toBe(404)
    await set(inbox.id, 'active')
    expect(await visitor.say('戻りました')).toBeLessThan(300)
  })

  it('is no reason for a mail server to come again', async () => {
    const address = 'old@shop.example'
    const inbox = await test.inbox('email', { address, settings: { address } })
    await set(inbox.id, 'paused')
    expect(await hasAddress(test.db, 'email', [address])).toBe(true)
    await set(inbox.id, 'archived')
    expect(await hasAddress(test.db, 'email', [address])).toBe(false)
  })

  it('sends nothing any more, while its conversations are read', async () => {
    const address = 'support@shop.example'
    const inbox = await test.inbox('email', { settings: { address } })
    const { conversationId } = await receive(test.db, 'hana@example.jp', inbox.id)
    await set(inbox.id, 'archived')
    const path = `/api/conversations/${conversationId}`
    const answer = await test.owner.call<Refusal>('POST', `${path}/replies`, { text: 'はい', anyway: true })
    expect([answer.status, answer.body.code]).toEqual([409, 'conversations.archived'])
    expect(await test.owner.ok('GET', path)).toMatchObject({ canReply: false })
    const { messages } = await test.owner.ok<{ messages: unknown[] }>('GET', `${path}/messages`)
    expect(messages).toHaveLength(1)
    await test.owner.ok('POST', `${path}/notes`, { text: '控え' })
    const start = { inboxId: inbox.id, subject: '', text: 'はい', to: ['taro@example.jp'] }
    expect((await test.owner.call('POST', '/api/conversations', start)).status).toBe(409)
  })
})

describe('a brand', () => {
  const brandsLeft = async () =>
    (await test.owner.ok<{ name: string }[]>('GET', '/api/brands')).map(({ name }) => name)

  it('is removed when no inbox uses it, and the log keeps that', async () => {
    const brand = await test.owner.ok<{ id: string }>('POST', '/api/brands', { name: 'みなと' })
    const inbox = await test.inbox('chat', { name: '店のチャット' })
    await test.owner.ok('PATCH', `/api/inboxes/${inbox.id}`, { brandId: brand.id, state: 'archived' })
    const path = `/api/brands/${brand.id}`
    const refused = await test.owner.call<Refusal>('DELETE', path)
    expect([refused.status, refused.body.code]).toEqual([409, 'inboxes.brand-used'])
    expect(refused.body.detail).toContain('店のチャット')
    expect(await brandsLeft()).toContain('みなと')
    const lead = await test.person('lead')
    await test.owner.ok('PATCH', `/api/inboxes/${inbox.id}`, { brandId: null })
    expect((await lead.call('DELETE', path)).status).toBe(403)
    expect((await test.owner.call('DELETE', path)).status).toBe(204)
    expect(await brandsLeft()).not.toContain('みなと')
    expect((await test.owner.call('DELETE', path)).status).toBe(404)
    const { items } = await test.owner.ok<{ items: { action: string; details: object }[] }>(
      'GET',
      '/api/audit?action=workspace.delete-brand',
    )
    expect(items.map(({ details }) => details)).toEqual([{ name: 'みなと' }])
  })
})
