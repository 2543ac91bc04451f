import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelHost, Endpoint } from '../server/channels/channel.ts'
import { channels } from '../server/channels/registry.ts'
import { createServer, RateLimiter } from '../server/kernel/http/index.ts'
import { newId } from '../server/kernel/ids.ts'
import { mountEndpoint } from '../server/start/endpoint.ts'
import { testApp, type Client, type TestApp } from './harness/app.ts'
import { testKernel } from './harness/database.ts'
import { openSocket, type Socket } from './harness/socket.ts'
import { openVisitor, type Visitor } from './harness/visitor.ts'

/** A public address of an island: `/channels/<channel>/...`. */
interface Address {
  channel: string
  endpoint: Endpoint
}

const addresses: Address[] = [...(await channels()).values()].flatMap(({ name, endpoints }) =>
  (endpoints ?? []).map((endpoint) => ({ channel: name, endpoint })),
)
const titleOf = ({ channel, endpoint }: Address): string =>
  `${endpoint.method} /channels/${channel}${endpoint.path}`

const WORDS = '極秘の配送先は非公開です'
const GUESSED = 'AbCdEfGhIjKlMnOp'

/** Asks an address with a token in it, and with ids that were guessed elsewhere in it. */
const ask = async (
  url: string,
  { channel, endpoint }: Address,
  token: string,
  more: { file?: string; headers?: Record<string, string>; body?: object } = {},
): Promise<{ status: number; text: string }> => {
  const path = endpoint.path.replace(':token', token).replace(/:\w+/, more.file ?? GUESSED)
  const isWrite = endpoint.method === 'POST'
  const response = await fetch(`${url}/channels/${channel}${path}`, {
    method: endpoint.method,
    headers: { ...(isWrite ? { 'content-type': 'application/json' } : {}), ...more.headers },
    ...(isWrite ? { body: JSON.stringify(more.body ?? {}) } : {}),
  })
  return { status: response.status, text: await response.text() }
}

/** Addresses that let somebody in who has guessed a token. */
const openToGuesses = async (url: string, of: readonly Address[], token: string): Promise<string[]> => {
  const open: string[] = []
  for (const address of of) if ((await ask(url, address, token)).status < 400) open.push(titleOf(address))
  return open
}

let test: TestApp
let insider: Client
let outsider: Client & { id: string }
let inbox: { id: string; token: string }
let victim: Visitor
let hidden: { conversationId: string; messageId: string; attachmentId: string }
/** A conversation that the outsider may see. */
let own: string

const conversationIn = async (who: Client, inboxId: string): Promise<string> => {
  const { items } = await who.ok<{ items: { id: string; inboxId: string }[] }>('GET', '/api/conversations')
  return items.find((item) => item.inboxId === inboxId)?.id ?? ''
}

beforeAll(async () => {
  test = await testApp()
  const [team, other] = [await test.team('限定チーム'), await test.team('別のチーム')]
  ;[insider, outsider] = [await test.person('agent', [team]), await test.person('agent', [other])]
  inbox = await test.inbox('chat', { teamIds: [team] })
  const openInbox = await test.inbox('chat', { teamIds: [other] })
  const chat = (token: string) => `${test.url}/channels/chat/${token}`
  victim = await openVisitor(chat(inbox.token))
  await victim.say(WORDS)
  await (await openVisitor(chat(openInbox.token))).say('こんにちは')
  await test.settled()
  const conversationId = await conversationIn(insider, inbox.id)
  own = await conversationIn(outsider, openInbox.id)
  const file = await insider.ok<{ id: string }>('POST', '/api/uploads?name=secret.txt', Buffer.from(WORDS))
  const reply = await insider.ok<{ id: string }>('POST', `/api/conversations/${conversationId}/replies`, {
    text: WORDS,
    attachmentIds: [file.id],
  })
  hidden = { conversationId, messageId: reply.id, attachmentId: file.id }
})

describe('addresses of islands', () => {
  it('that need no inbox are these alone', () => {
    expect(addresses.filter(({ endpoint }) => !endpoint.path.includes(':token')).map(titleOf)).toEqual([
      'GET /channels/email/oauth',
      'GET /channels/form/assets/:file',
    ])
  })

  it('are closed to whoever guesses a token, or has one of another channel or of a paused inbox', async () => {
    const paused = await test.inbox('chat')
    await test.owner.ok('PATCH', `/api/inboxes/${paused.id}`, { state: 'paused' })
    const mail = await test.inbox('email', { settings: { address: 'desk@shop.example' } })
    for (const token of [GUESSED, paused.token, mail.token])
      expect(await openToGuesses(test.url, addresses, token)).toEqual([])
  })

  it('tell a visitor nothing of another one’s thread', async () => {
    const stranger = await openVisitor(`${test.url}/channels/chat/${inbox.token}`)
    const guessed = {
      file: hidden.attachmentId,
      headers: { 'x-madoguchi-visitor': stranger.session },
      body: { upTo: hidden.messageId, id: randomUUID(), text: 'x' },
    }
    const inside = addresses.filter(({ endpoint }) => endpoint.path.startsWith('/:token/'))
    const leaky: string[] = []
    for (const address of inside) {
      const { text } = await ask(test.url, address, inbox.token, guessed)
      if ([WORDS, hidden.conversationId, victim.session].some((secret) => text.includes(secret)))
        leaky.push(titleOf(address))
    }
    expect(leaky).toEqual([])
    await test.settled()
    const { messages } = await insider.ok<{ messages: { id: string; receipt: string | null }[] }>(
      'GET',
      `/api/conversations/${hidden.conversationId}/messages`,
    )
    expect(messages.find(({ id }) => id === hidden.messageId)?.receipt).not.toBe('read')
  })

  it('that were open would be found', async () => {
    const leaky: Address[] = [
      {
        channel: 'leaky',
        endpoint: { method: 'GET', path: '/:token/all', handle: async () => ({ status: 200 }) },
      },
      {
        channel: 'leaky',
        endpoint: { method: 'POST', path: '/:token/shut', handle: async () => ({ status: 404 }) },
      },
    ]
    const server = await createServer(testKernel())
    afterAll(() => server.close())
    for (const { channel, endpoint } of leaky)
      await mountEndpoint(
        server,
        `/channels/${channel}`,
        endpoint,
        {} as ChannelHost,
        new RateLimiter(Date.now),
      )
    await server.listen({ port: 0, host: '127.0.0.1' })
    const { port } = server.server.address() as { port: number }
    expect(await openToGuesses(`http://127.0.0.1:${port}`, leaky, GUESSED)).toEqual([
      'GET /channels/leaky/:token/all',
    ])
  })
})

interface Frame {
  type: string
  conversationId?: string
}

/** What a screen hears of a conversation that it asks for, while somebody writes in it. */
const overhear = async (who: Client, conversationId: string, open: string): Promise<Frame[]> => {
  const screen = await openSocket<Frame>(`${test.url}/api/live`, {
    headers: { authorization: `Bearer ${who.key}` },
  })
  const seesOpen = (socket: Socket<Frame>, id: string) =>
    socket.wait((frame) => frame.type === 'presence' && frame.conversationId === id)
  screen.send({ type: 'open', conversationId })
  screen.send({ type: 'typing', conversationId, on: true })
  // Frames are answered in their order: once this one is, the ones before were.
  screen.send({ type: 'open', conversationId: open })
  await seesOpen(screen, open)
  const agent = await openSocket<Frame>(`${test.url}/api/live`, {
    headers: { authorization: `Bearer ${insider.key}` },
  })
  agent.send({ type: 'open', conversationId: hidden.conversationId })
  await seesOpen(agent, hidden.conversationId)
  const said = `続きです ${randomUUID()}`
  await victim.say(said)
  await agent.wait((frame) => JSON.stringify(frame).includes(said))
  await test.settled()
  // Whatever was sent to the one was sent to the other in the same tick or before the next answer.
  screen.send({ type: 'close', conversationId: open })
  screen.send({ type: 'open', conversationId: open })
  const count = screen.frames.length
  await screen.wait((frame) => screen.frames.indexOf(frame) >= count && frame.conversationId === open)
  for (const socket of [screen, agent]) socket.close()
  return screen.frames.filter((frame) => JSON.stringify(frame).includes(conversationId))
}

describe('the live connection', () => {
  it('tells nothing of a conversation that was guessed, and the others see nobody there', async () => {
    expect(await overhear(outsider, hidden.conversationId, own)).toEqual([])
    const there = [...test.app.hub.on(test.workspaceId, `open:${hidden.conversationId}`)]
    expect(there.map(({ caller }) => caller?.id)).not.toContain(outsider.id)
    expect(await overhear(outsider, newId(), own)).toEqual([])
  })

  it('would be caught telling: whoever may see it hears it', async () => {
    const heard = await overhear(insider, hidden.conversationId, hidden.conversationId)
    expect(heard.map(({ type }) => type)).toEqual(expect.arrayContaining(['presence', 'message']))
  })
})
