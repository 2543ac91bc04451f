import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clientFor, type Client } from '../harness/app.ts'
import { startHouse, type House } from '../harness/house.ts'
import { openSocket, type Socket } from '../harness/socket.ts'
import { openVisitor } from '../harness/visitor.ts'

interface Frame {
  type: string
  conversationId?: string
  agents?: { name: string; state: string }[]
  data?: { id: string; preview?: string; receipt?: string; subject?: string }
  message?: { text: string; from: string }
}

let house: House
let inbox: { id: string; token: string }
/** The same owner at each of the two processes that serve. */
let here: Client
let there: Client

beforeAll(async () => {
  house = await startHouse()
  here = clientFor(house.urls[0] ?? '', house.apiKey)
  there = clientFor(house.urls[1] ?? '', house.apiKey)
  await here.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  inbox = await here.ok('POST', '/api/inboxes', { channel: 'chat', name: 'Chat' })
})
afterAll(() => house?.stop())

const screen = (url: string | undefined): Promise<Socket<Frame>> =>
  openSocket(`${url}/api/live`, { headers: { authorization: `Bearer ${house.apiKey}` } })

/** Opens a conversation on a screen; the screen is told who is there. */
const openConversation = async (one: Socket<Frame>, conversationId: string): Promise<void> => {
  one.send({ type: 'open', conversationId })
  await one.wait((frame) => frame.type === 'presence' && frame.conversationId === conversationId)
}

/** A visitor whose window is served by one process. */
const visitor = async (url: string | undefined) => {
  const chat = `${url}/channels/chat/${inbox.token}`
  const { session, say } = await openVisitor(chat)
  return { say, window: () => openSocket<Frame>(`${chat}/live`, { protocols: ['madoguchi', session] }) }
}

describe('several processes on one database', () => {
  it('show what happens in one on the screens of the other, and answers in windows that a third one serves', async () => {
    const agents = [await screen(house.urls[0]), await screen(house.urls[1])]
    const hanako = await visitor(house.urls[1])
    const window = await hanako.window()
    expect(await hanako.say('別の窓口からです')).toBe(202)
    const rows = await Promise.all(
      agents.map((one) =>
        one.wait(({ type, data }) => type === 'conversation' && data?.preview === '別の窓口からです'),
      ),
    )
    const id = rows[0]?.data?.id ?? ''
    expect(rows[1]?.data?.id).toBe(id)
    for (const one of agents) await openConversation(one, id)

    const reply = await here.ok<{ id: string }>('POST', `/api/conversations/${id}/replies`, {
      text: 'こちらで承ります。',
    })
    await window.wait((frame) => JSON.stringify(frame).includes('こちらで承ります。'))
    // The window is open at another process than the one that sends: it is known to be there all the same.
    for (const one of agents)
      await one.wait(
        ({ type, data }) => type === 'message' && data?.id === reply.id && data.receipt === 'delivered',
      )
    window.close()
  })

  it('show who has a conversation open, wherever they are', async () => {
    const [left, right] = [await screen(house.urls[0]), await screen(house.urls[1])]
    const jiro = await visitor(house.urls[0])
    await jiro.say('誰かいますか')
    const row = await right.wait(
      ({ type, data }) => type === 'conversation' && data?.preview === '誰かいますか',
    )
    const conversationId = row.data?.id ?? ''
    await openConversation(left, conversationId)
    await openConversation(right, conversationId)
    left.send({ type: 'typing', conversationId, on: true })
    const told = await right.wait(
      ({ type, agents }) => type === 'presence' && agents?.[0]?.state === 'typing',
    )
    expect(told.conversationId).toBe(conversationId)
  })

  it('answer alike at once: a change made at one is read at the other', async () => {
    const customer = await here.ok<{ id: string }>('POST', '/api/customers', { name: '木下 香織' })
    expect(await there.ok('GET', `/api/customers/${customer.id}`)).toMatchObject({ name: '木下 香織' })
    const key = { 'idempotency-key': randomUUID() }
    const [first, second] = await Promise.all([
      here.call<{ id: string }>('POST', '/api/customers', { name: '一度だけ' }, key),
      there.call<{ id: string }>('POST', '/api/customers', { name: '一度だけ' }, key),
    ])
    const made = [first, second].filter(({ status }) => status === 201).map(({ body }) => body.id)
    expect(new Set(made).size).toBe(1)
    expect([201, 409]).toContain(first.status)
    expect([201, 409]).toContain(second.status)
  })
})
