import { beforeEach, describe, expect, it } from 'vitest'
import { identify } from '../customers/index.ts'
import { NO_CHECKS } from './fixtures/checks.ts'
import { mergedDesk } from './fixtures/merged-desk.ts'

const { app, agent, one, window, at, someone, get, write, merge, reply, refused } = await mergedDesk()

beforeEach(() => app.owner.ok('PUT', '/api/send-checks', NO_CHECKS))

it('is answered through the inbox of the one who wrote last, also where that of the survivor was put away', async () => {
  const away = (await app.inbox('email', { settings: { address: 'away@shop.example' } })).id
  const into = (await write(someone(), away, '鈴木 花子')).conversationId
  const from = (await write(someone(), one, '田中 一郎')).conversationId
  const { linkId } = await merge(from, into)
  await app.owner.ok('PATCH', `/api/inboxes/${away}`, { state: 'archived' })
  const canReply = async () => (await agent.ok<{ canReply: boolean }>('GET', at(into))).canReply
  expect(await canReply()).toBe(true)
  expect((await reply(into, {})).receipt).toBe('queued')
  await agent.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect(await canReply()).toBe(false)
})

it('can be answered as long as the inbox of one of those in it is there, whoever wrote last', async () => {
  const away = (await app.inbox('email', { settings: { address: 'gone@shop.example' } })).id
  const tanaka = someone()
  const from = (await write(tanaka, one, '田中 一郎')).conversationId
  const into = (await write(someone(), away, '鈴木 花子')).conversationId
  const { linkId } = await merge(from, into)
  await app.owner.ok('PATCH', `/api/inboxes/${away}`, { state: 'archived' })
  const canReply = async () => (await agent.ok<{ canReply: boolean }>('GET', at(into))).canReply
  expect(await canReply()).toBe(true)
  expect(await refused(into, { text: 'ご案内です。' })).toMatchObject({ code: 'conversations.archived' })
  expect((await reply(into, { to: [tanaka] })).receipt).toBe('queued')
  await agent.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
  expect(await canReply()).toBe(false)
})

describe('where one of two inboxes was put away', () => {
  /** Suzuki's mail beside a chat; whoever is `last` wrote last, and the mail's inbox is put away. */
  const mixed = async (into: 'chat' | 'mail', last: 'chat' | 'mail') => {
    const address = someone()
    const away = (await app.inbox('email', { settings: { address: `away-${address}` } })).id
    const key = `visitor-${address}`
    const arriver = { inboxId: window, addresses: [{ kind: 'chat', value: key }], verified: false }
    const [visitor] = await app.db.tx((tx) => identify(tx, [arriver]))
    const customerId = visitor?.customerId as string
    const sides = {
      mail: () => write(address, away, '鈴木 花子'),
      chat: () => write(key, window, '田中 一郎', { customerId, threadKeys: [key] }),
    }
    const earlier = last === 'chat' ? 'mail' : 'chat'
    const ids = { [earlier]: (await sides[earlier]()).conversationId } as Record<'chat' | 'mail', string>
    ids[last] = (await sides[last]()).conversationId
    await merge(ids[into === 'chat' ? 'mail' : 'chat'], ids[into])
    await app.owner.ok('PATCH', `/api/inboxes/${away}`, { state: 'archived' })
    const canReply = async () => (await agent.ok<{ canReply: boolean }>('GET', at(ids[into]))).canReply
    return { address, id: ids[into], customerId, canReply, say: sides.chat }
  }
  const named = (customerId: string, value: string) =>
    agent.ok('POST', `/api/customers/${customerId}/identities`, { kind: 'email', value })
  const gone = { code: 'conversations.archived' }

  it.each(['chat', 'mail'] as const)('nobody is answered who can’t be named (%s stays)', async (into) => {
    const { address, id, canReply, say } = await mixed(into, 'mail')
    expect(await refused(id, { text: 'ご案内です。' })).toMatchObject(gone)
    expect(await refused(id, { text: 'ご案内です。', to: [address] })).toMatchObject(gone)
    expect(await canReply()).toBe(false)
    await say()
    expect(await canReply()).toBe(true)
    expect((await reply(id, {})).receipt).toBe('queued')
  })

  it('nobody is named in a chat, whose screen has no field for it', async () => {
    const { customerId, canReply } = await mixed('chat', 'mail')
    await named(customerId, someone())
    expect(await canReply()).toBe(false)
  })

  it('whoever has an address can be named', async () => {
    const { id, customerId, canReply } = await mixed('mail', 'mail')
    const address = someone()
    await named(customerId, address)
    expect(await canReply()).toBe(true)
    expect((await reply(id, { to: [address] })).receipt).toBe('queued')
  })

  it('an address leads to the thread in which it was last written from', async () => {
    const address = someone()
    const away = (await app.inbox('email', { settings: { address: `away-${address}` } })).id
    const from = (await write(address, one, '鈴木 花子')).conversationId
    const into = (await write(address, away, '鈴木 花子')).conversationId
    const { number } = await get(from)
    await merge(from, into)
    await app.owner.ok('PATCH', `/api/inboxes/${away}`, { state: 'archived' })
    const canReply = async () => (await agent.ok<{ canReply: boolean }>('GET', at(into))).canReply
    const other = someone()
    await named((await get(into)).customer.id, other)
    expect(await refused(into, { text: 'ご案内です。' })).toMatchObject(gone)
    expect(await refused(into, { text: 'ご案内です。', to: [address] })).toMatchObject(gone)
    expect(await refused(into, { text: 'ご案内です。', to: [other] })).toMatchObject(gone)
    expect(await canReply()).toBe(false)
    await write(address, one, '鈴木 花子', { threadKeys: [`reference:${number}`] })
    expect(await canReply()).toBe(true)
    expect((await reply(into, { to: [address] })).receipt).toBe('queued')
  })
})
