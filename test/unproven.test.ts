import { createHmac, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { storeFile } from '../server/kernel/files/index.ts'
import { newId } from '../server/kernel/ids.ts'
import { insertThreadKeys } from '../server/modules/conversations/index.ts'
import { receive } from './factories/index.ts'
import { testApp, type Client, type TestApp } from './harness/app.ts'
import { openSocket, type Socket } from './harness/socket.ts'

const SECRET = 'shared with the shop'
const ORDER = 'ご注文4711、電話090-0000-4711です'
const ANSWER = '4711は本日090-0000-4711へご連絡のうえ発送します'

let app: TestApp
let chat: { id: string; token: string }
let mail: { id: string }

beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
  chat = await app.inbox('chat', { secrets: { identity: SECRET } })
  mail = await app.inbox('email', { settings: { address: 'desk@shop.example' } })
})

interface Message {
  id: string
  text: string
  receipt: string | null
  recipients: { role: string; kind: string; value: string }[]
}

const call = async <T>(method: string, path: string, session: string, body?: object): Promise<T> => {
  const response = await fetch(`${app.url}/channels/chat/${chat.token}${path}`, {
    method,
    headers: { 'content-type': 'application/json', 'x-madoguchi-visitor': session },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await response.text().then((text) => (text.startsWith('{') ? JSON.parse(text) : text))) as T
}

interface Frame {
  type: string
  message?: { text: string }
}
interface Talker {
  session: string
  conversationId: string
  window: Socket<Frame>
}

/** Somebody in the chat who wrote, with an open window. */
const talker = async (open: object, words: object): Promise<Talker> => {
  const { session } = await call<{ session: string }>('POST', '/sessions', '', open)
  const window = await openSocket<Frame>(`${app.url}/channels/chat/${chat.token}/live`, {
    protocols: ['madoguchi', session],
  })
  await window.wait(({ type }) => type === 'hello')
  const text = `在庫はありますか ${randomUUID()}`
  await call('POST', '/messages', session, { id: randomUUID(), text, ...words })
  await app.settled()
  const { items } = await app.owner.ok<{ items: { id: string; preview: string }[] }>(
    'GET',
    '/api/conversations?limit=200',
  )
  return { session, window, conversationId: items.find(({ preview }) => preview === text)?.id ?? '' }
}

const reply = (conversationId: string, text: string) =>
  app.owner.ok<Message>('POST', `/api/conversations/${conversationId}/replies`, { text, anyway: true })

/** We answer in the chat, and whoever has the address goes on from there. */
const goesOnByMail = async (
  { conversationId, window }: Talker,
  address: string,
): Promise<{ attachmentId: string }> => {
  await reply(conversationId, 'どのご注文でしょうか')
  await window.wait(({ message }) => message?.text === 'どのご注文でしょうか')
  const key = `mid:${newId()}`
  const fileId = await app.db.tx(async (tx) => {
    await insertThreadKeys(tx, [{ inboxId: mail.id, key, conversationId, messageId: null }])
    return storeFile(tx, Buffer.from(ORDER))
  })
  const file = {
    name: 'order.txt',
    type: 'text/plain',
    size: 9,
    inline: false,
    contentId: null,
    problem: null,
  }
  const attachmentId = newId()
  const received = await receive(app.db, address, mail.id, {
    text: ORDER,
    html: `<p>${ORDER}</p>`,
    threadKeys: [key],
    files: [{ ...file, id: attachmentId, fileId }],
  })
  expect(received.conversationId).toBe(conversationId)
  await app.settled()
  return { attachmentId }
}

const messagesOf = async (conversationId: string): Promise<Message[]> =>
  (await app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${conversationId}/messages`))
    .messages

describe('whoever types somebody else’s mail address into the chat', () => {
  const victim = 'victim@customer.example'
  let stranger: Talker
  let attachmentId: string
  beforeAll(async () => {
    stranger = await talker({}, { email: victim })
    ;({ attachmentId } = await goesOnByMail(stranger, victim))
  })

  const seen = async (): Promise<string> =>
    JSON.stringify([
      await call('GET', '/thread', stranger.session),
      await call('POST', '/sessions', '', { session: stranger.session }),
      await call('GET', `/files/${attachmentId}`, stranger.session),
    ])

  it('is not shown what came by mail, nor its files', async () => {
    expect(await seen()).toContain('どのご注文でしょうか')
    expect(await seen()).not.toContain('4711')
  })

  it('is not shown what answers it, in an open window or later, and reads none of it', async () => {
    const { window } = stranger
    const answer = await reply(stranger.conversationId, ANSWER)
    expect(answer.recipients).toMatchObject([{ role: 'to', kind: 'email', value: victim }])
    await window.wait(({ type }) => type === 'fetch')
    await app.settled()
    await call('POST', '/read', stranger.session, { upTo: answer.id })
    expect(JSON.stringify(window.frames)).not.toContain('4711')
    expect(await seen()).not.toContain('4711')
    // No mail server is set up here: it waits for one.
    await expect
      .poll(
        async () => (await messagesOf(stranger.conversationId)).find(({ id }) => id === answer.id)?.receipt,
      )
      .toBe('held')
  })

  it('goes on in the chat with what they say there themselves', async () => {
    await call('POST', '/messages', stranger.session, { id: randomUUID(), text: 'もしもし' })
    await app.settled()
    await reply(stranger.conversationId, 'はい、窓口です')
    await expect.poll(seen).toContain('はい、窓口です')
    expect(await seen()).not.toContain('4711')
  })
})

describe('mail that joined a conversation of another inbox', () => {
  it('belongs to those who see that conversation, with its files and its HTML, and to nobody else', async () => {
    const [chatTeam, mailTeam] = [await app.team('チャット'), await app.team('メール')]
    await app.owner.ok('PATCH', `/api/inboxes/${chat.id}`, { teamIds: [chatTeam] })
    await app.owner.ok('PATCH', `/api/inboxes/${mail.id}`, { teamIds: [mailTeam] })
    const [chats, mails] = [await app.person('agent', [chatTeam]), await app.person('agent', [mailTeam])]
    const talk = await talker({}, { email: 'joined@customer.example' })
    const { attachmentId } = await goesOnByMail(talk, 'joined@customer.example')
    const message = (await messagesOf(talk.conversationId)).find(({ text }) => text === ORDER)
    const paths = [`/api/attachments/${attachmentId}`, `/api/messages/${message?.id}/html`]
    const statuses = (who: Client) =>
      Promise.all(paths.map(async (path) => (await who.call('GET', path)).status))
    const found = async (who: Client) =>
      JSON.stringify(await who.ok('GET', `/api/search?q=${encodeURIComponent('0000-4711')}`)).includes(
        talk.conversationId,
      )
    expect(await statuses(chats)).toEqual([200, 200])
    expect(await statuses(mails)).toEqual([404, 404])
    expect([await found(chats), await found(mails)]).toEqual([true, false])
  })
})

describe('a visitor whose mail address the shop proved', () => {
  it('is shown what they wrote from there', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const address = 'member@customer.example'
    const claims = { sub: 'm-1', exp: Date.now() / 1000 + 60, email: 'Member@customer.example' }
    const text = `${part({ alg: 'HS256' })}.${part(claims)}`
    const token = `${text}.${createHmac('sha256', SECRET).update(text).digest('base64url')}`
    const member = await talker({ identity: { token } }, {})
    await goesOnByMail(member, address)
    expect(JSON.stringify(await call('GET', '/thread', member.session))).toContain(ORDER)
  })
})
