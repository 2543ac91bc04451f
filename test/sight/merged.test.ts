import { beforeAll, describe, expect, it } from 'vitest'
import { receive } from '../factories/index.ts'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { openSocket } from '../harness/socket.ts'

type Person = Client & { id: string }
type Side = { team: string; inbox: string; agent: Person }
interface Frame {
  type: string
  [key: string]: unknown
}

let app: TestApp
let a: Side
let b: Side
beforeAll(async () => {
  app = await testApp()
  const side = async (name: string): Promise<Side> => {
    const team = await app.team(name)
    const settings = { address: `${name}@shop.example` }
    const inbox = (await app.inbox('email', { teamIds: [team], settings, name })).id
    return { team, inbox, agent: await app.person('agent', [team]) }
  }
  ;[a, b] = [await side('one'), await side('two')]
})

const write = async (side: Side, from: string, change: { text?: string; subject?: string } = {}) =>
  (await receive(app.db, from, side.inbox, change)).conversationId
const merge = (who: Client, id: string, intoId: string) =>
  who.call<{ linkId: string; code?: string; detail?: string }>('POST', `/api/conversations/${id}/merge`, {
    intoId,
    differentCustomers: true,
  })
const undo = (linkId: string) => app.owner.ok('POST', `/api/conversation-links/${linkId}/undo`, {})
const customerOf = async (id: string) =>
  (await app.owner.ok<{ customer: { id: string } }>('GET', `/api/conversations/${id}`)).customer.id
const screenOf = async (who: Client) => {
  const screen = await openSocket<Frame>(`${app.url}/api/live`, {
    headers: { authorization: `Bearer ${who.key}` },
  })
  await screen.wait(({ type }) => type === 'hello')
  return screen
}

describe('a conversation that was merged into one of another inbox', () => {
  it('is not merged on by those who do not see where it went', async () => {
    const [x, y, z] = [
      await write(a, 'x1@customer.example'),
      await write(b, 'y1@customer.example'),
      await write(a, 'z1@customer.example'),
    ]
    const { linkId } = (await merge(app.owner, x, y)).body
    const invented = '01980000-0000-7000-8000-000000000000'
    const nothing = await merge(a.agent, invented, z)
    for (const [from, into] of [
      [x, z],
      [z, x],
    ] as const) {
      const { status, body } = await merge(a.agent, from, into)
      expect([status, body.code, body.detail]).toEqual([404, nothing.body.code, nothing.body.detail])
    }
    // Who sees it is told where it is, although they see nothing of where it was.
    expect((await merge(b.agent, x, y)).body.code).toBe('conversations.merged')
    await undo(linkId)
    const { messages } = await a.agent.ok<{ messages: unknown[] }>('GET', `/api/conversations/${x}/messages`)
    expect(messages).toHaveLength(1)
  })

  it('leaves nothing unsent on the page of those who saw it, and stands on that of those who do now', async () => {
    const [x, y] = [await write(a, 'x2@customer.example'), await write(b, 'y2@customer.example')]
    await app.owner.ok('PATCH', `/api/inboxes/${a.inbox}`, { state: 'paused' })
    await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
    await app.owner.ok('POST', `/api/conversations/${x}/replies`, { text: '返金します。', anyway: true })
    const page = (who: Client) =>
      who.ok<{ items: { conversationId: string }[]; waiting: number; stuck: number }>(
        'GET',
        '/api/unsent?state=all',
      )
    await expect.poll(async () => (await page(a.agent)).stuck, { timeout: 20_000 }).toBe(1)
    const { linkId } = (await merge(app.owner, x, y)).body
    expect(await page(a.agent)).toMatchObject({ items: [], waiting: 0, stuck: 0 })
    expect(await page(b.agent)).toMatchObject({ items: [{ conversationId: y }], waiting: 1, stuck: 1 })
    await undo(linkId)
    expect(await page(a.agent)).toMatchObject({ items: [{ conversationId: x }], waiting: 1, stuck: 1 })
    expect(await page(b.agent)).toMatchObject({ items: [], waiting: 0, stuck: 0 })
    await app.owner.ok('PATCH', `/api/inboxes/${a.inbox}`, { state: 'active' })
  })

  it('is left on open screens once it stands alone again, out of sight', async () => {
    const [x, y] = [await write(a, 'x3@customer.example'), await write(b, 'y3@customer.example')]
    const { linkId } = (await merge(app.owner, x, y)).body
    const screen = await screenOf(b.agent)
    screen.send({ type: 'open', conversationId: x })
    screen.send({ type: 'open', conversationId: y })
    await screen.wait((frame) => frame.type === 'presence' && frame['conversationId'] === y)
    await undo(linkId)
    await app.owner.ok('POST', `/api/conversations/${x}/notes`, { text: '要注意です' })
    await app.owner.ok('POST', `/api/conversations/${y}/notes`, { text: '普通です' })
    await screen.wait((frame) => frame.type === 'message' && JSON.stringify(frame).includes('普通です'))
    expect(JSON.stringify(screen.frames)).not.toContain('要注意です')
    screen.close()
  })

  it('tells nothing of itself while it leads elsewhere, and goes on where it is still shown', async () => {
    const [x, y] = [await write(a, 'x5@customer.example'), await write(b, 'y5@customer.example')]
    const screen = await screenOf(a.agent)
    screen.send({ type: 'open', conversationId: x })
    await screen.wait((frame) => frame.type === 'presence' && frame['conversationId'] === x)
    const { linkId } = (await merge(app.owner, x, y)).body
    await screen.wait((frame) => frame.type === 'stale' && frame['conversationId'] === x)
    const before = screen.frames.length
    const other = await screenOf(app.owner)
    other.send({ type: 'open', conversationId: x })
    await app.owner.ok('POST', `/api/conversations/${y}/notes`, { text: '要注意です' })
    await other.wait((frame) => frame.type === 'conversation')
    screen.send({ type: 'ping' })
    await screen.wait(({ type }) => type === 'pong')
    expect(screen.frames.slice(before).filter((frame) => JSON.stringify(frame).includes(x))).toEqual([])
    await undo(linkId)
    await screen.wait((frame) => frame.type === 'presence' && screen.frames.indexOf(frame) > before)
    await app.owner.ok('POST', `/api/conversations/${x}/notes`, { text: '続きです' })
    await screen.wait((frame) => frame.type === 'message' && JSON.stringify(frame).includes('続きです'))
    screen.close()
    other.close()
  })

  it('says where it went to those alone who see that', async () => {
    const [x, y] = [await write(a, 'x4@customer.example'), await write(b, 'y4@customer.example')]
    await app.settled()
    const [one, two] = [await screenOf(a.agent), await screenOf(b.agent)]
    await merge(app.owner, x, y)
    await two.wait((frame) => frame.type === 'merged' && frame['intoId'] === y)
    await one.wait((frame) => frame.type === 'gone' && frame['conversationId'] === x)
    expect(JSON.stringify(one.frames)).not.toContain(y)
    one.close()
    two.close()
  })

  it('is named in no history of merges, and nothing of it is undone, by those who do not see where it went', async () => {
    const [x, w, y] = [
      await write(a, 'x10@customer.example', { subject: '内密の相談' }),
      await write(a, 'w10@customer.example'),
      await write(b, 'y10@customer.example'),
    ]
    const links = async () => JSON.stringify(await a.agent.ok('GET', `/api/conversations/${w}/links`))
    await undo((await merge(app.owner, x, w)).body.linkId)
    expect(await links()).toContain('内密の相談')
    const { linkId } = (await merge(app.owner, x, y)).body
    expect(await links()).not.toContain('内密の相談')
    await undo(linkId)
    const inner = (await merge(app.owner, x, w)).body.linkId
    await merge(app.owner, w, y)
    const answer = await a.agent.call<{ code: string }>('POST', `/api/conversation-links/${inner}/undo`, {})
    expect([answer.status, answer.body.code]).toEqual([404, 'conversations.no-link'])
  })

  it('stands in no timeline and no number of those who do not see where it went', async () => {
    const from = 'both@customer.example'
    const [x, y, w] = [
      await write(a, from, { subject: '内密の件' }),
      await write(b, from, { subject: '卸の件' }),
      await write(a, from, { subject: '普通の件' }),
    ]
    await app.owner.ok('PUT', `/api/conversations/${x}/status`, { status: 'resolved' })
    const customerId = await customerOf(x)
    const told = async (who: Client) => {
      const { conversationCount } = await who.ok<{ conversationCount: number }>(
        'GET',
        `/api/customers/${customerId}`,
      )
      return [
        JSON.stringify(await who.ok('GET', `/api/customers/${customerId}/timeline`)),
        conversationCount,
      ] as const
    }
    expect((await told(a.agent))[1]).toBe(2)
    const { linkId } = (await merge(app.owner, x, y)).body
    const [timeline, count] = await told(a.agent)
    expect(timeline).not.toContain('内密の件')
    expect(timeline).toContain('普通の件')
    expect(count).toBe(1)
    const seen = await told(b.agent)
    expect(seen[0]).toContain('内密の件')
    expect(seen[1]).toBe(1)
    await undo(linkId)
    expect((await told(a.agent))[0]).toContain('内密の件')
    expect(w).toBeTruthy()
  })

  it('warns of its orders those alone who see where it went', async () => {
    const order = 'ABC-7654321'
    const x = await write(a, 'x6@customer.example', { text: `注文番号 ${order} の件です` })
    const y = await write(b, 'y6@customer.example')
    await merge(app.owner, x, y)
    const checks = await app.owner.ok<object>('GET', '/api/send-checks')
    await app.owner.ok('PUT', '/api/send-checks', { ...checks, otherOrder: true, noHonorific: false })
    const answer = async (side: Side, from: string) =>
      (
        await side.agent.call<{ code?: string }>(
          'POST',
          `/api/conversations/${await write(side, from)}/replies`,
          {
            text: `注文番号 ${order} を発送しました。`,
          },
        )
      ).body.code
    expect(await answer(b, 'q6@customer.example')).toBe('conversations.checks')
    expect(await answer(a, 'p6@customer.example')).toBe(undefined)
    await app.owner.ok('PUT', '/api/send-checks', checks)
  })
})

it('a customer out of sight is not found by the reading of their name through what was merged into sight', async () => {
  const [x, y] = [await write(a, 'x9@customer.example'), await write(b, 'y9@customer.example')]
  const id = await customerOf(x)
  await app.owner.ok('PATCH', `/api/customers/${id}`, { name: '綾小路 桂', kana: 'アヤノコウジ カツラ' })
  await merge(app.owner, x, y)
  await app.settled()
  const found = await b.agent.ok<{ items: unknown[] }>(
    'GET',
    `/api/search?q=${encodeURIComponent('アヤノコウジ')}`,
  )
  expect(found.items).toEqual([])
})

it('a merge of customers counts what it moved as far as the caller sees', async () => {
  const [x, also] = ['c7@customer.example', 'd7@customer.example']
  const survivorId = await customerOf(await write(a, x))
  const mergedId = await customerOf(await write(a, also))
  await write(b, also, { subject: '卸の件' })
  await app.settled()
  await app.owner.ok('POST', `/api/customers/${survivorId}/merges`, { mergedId })
  await app.settled()
  const moved = async (who: Client) =>
    (await who.ok<{ moved: { conversations: number } }[]>('GET', `/api/customers/${survivorId}/merges`))[0]
      ?.moved.conversations
  expect(await moved(app.owner)).toBe(2)
  expect(await moved(a.agent)).toBe(1)
})

it('a customer out of sight who was written to is not found by the reading of their name', async () => {
  const address = 'kana8@customer.example'
  const id = await customerOf(await write(a, address))
  await app.owner.ok('PATCH', `/api/customers/${id}`, { name: '花園 みつ', kana: 'ハナゾノ ミツ' })
  const { id: begun } = await b.agent.ok<{ id: string }>('POST', '/api/conversations', {
    inboxId: b.inbox,
    to: [address],
    subject: 'ご案内',
    text: 'ご案内です。',
  })
  await app.settled()
  const found = async (who: Client) =>
    (
      await who.ok<{ items: { conversation: { id: string } }[] }>(
        'GET',
        `/api/search?q=${encodeURIComponent('ハナゾノ')}`,
      )
    ).items.map(({ conversation }) => conversation.id)
  expect(await found(b.agent)).toEqual([])
  await write(b, address)
  await app.settled()
  expect(await found(b.agent)).toContain(begun)
})
