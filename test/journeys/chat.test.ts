import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type Client, type TestApp } from '../harness/app.ts'
import { openSocket, type Socket } from '../harness/socket.ts'
import { openVisitor, type Visitor } from '../harness/visitor.ts'

interface Row {
  id: string
  number: number
  preview: string
  status: string
  version: number
  customer: { name: string }
}
interface Message {
  id: string
  kind: string
  text: string
  receipt: string | null
  context: Record<string, string>
}
interface ScreenFrame {
  type: string
  data?: Row & Message
  conversationId?: string
}

let test: TestApp
let inbox: { id: string; token: string }
let agent: Client & { id: string }
let outsider: Client & { id: string }

beforeAll(async () => {
  test = await testApp()
  const team = await test.team('お客様相談')
  const other = await test.team('卸')
  inbox = await test.inbox('chat', { teamIds: [team] })
  agent = await test.person('agent', [team])
  outsider = await test.person('agent', [other])
  await test.owner.ok('PATCH', '/api/workspace', { undoSeconds: 0 })
})

const visitor = (): Promise<Visitor> => openVisitor(`${test.url}/channels/chat/${inbox.token}`)

const screen = (client: Client): Promise<Socket<ScreenFrame>> =>
  openSocket(`${test.url}/api/live`, { headers: { authorization: `Bearer ${client.key}` } })

const list = async (client: Client, query = '') =>
  (await client.ok<{ items: Row[] }>('GET', `/api/conversations?${query}`)).items

describe('a visitor writes, an agent answers', () => {
  it('shows the message on the screens that may see it, and the answer to the visitor', async () => {
    const [shown, hidden] = [await screen(agent), await screen(outsider)]
    const hanako = await visitor()
    expect(await hanako.say('サイズを交換したいのですが、どうすればよいですか？')).toBe(202)
    const pushed = await shown.wait(
      (frame) => frame.type === 'conversation' && frame.data?.preview.startsWith('サイズ') === true,
    )
    await test.settled()
    const [row] = (await list(agent)) as [Row]
    expect(row).toMatchObject({
      status: 'open',
      preview: 'サイズを交換したいのですが、どうすればよいですか？',
    })
    expect(pushed.data).toEqual(row)
    expect(hidden.frames.filter((frame) => frame.type === 'conversation')).toEqual([])
    expect(await list(outsider)).toEqual([])
    expect((await outsider.call('GET', `/api/conversations/${row.id}`)).status).toBe(404)

    shown.send({ type: 'open', conversationId: row.id })
    const { messages } = await agent.ok<{ messages: Message[] }>(
      'GET',
      `/api/conversations/${row.id}/messages`,
    )
    expect(messages.map((message) => message.text)).toEqual([
      'サイズを交換したいのですが、どうすればよいですか？',
    ])
    expect(JSON.stringify(messages[0]?.context)).toContain('https://shop.example/items/42')

    const reply = await agent.ok<Message>('POST', `/api/conversations/${row.id}/replies`, {
      text: 'ご連絡ありがとうございます。交換を承ります。',
    })
    const sent = await shown.wait(
      (frame) =>
        frame.type === 'message' &&
        frame.data?.id === reply.id &&
        ['sent', 'delivered'].includes(frame.data.receipt ?? ''),
    )
    expect(sent.data?.text).toBe('ご連絡ありがとうございます。交換を承ります。')
    expect((await hanako.thread()).map((message) => [message.from, message.text])).toEqual([
      ['customer', 'サイズを交換したいのですが、どうすればよいですか？'],
      ['agent', 'ご連絡ありがとうございます。交換を承ります。'],
    ])
    shown.close()
    hidden.close()
  })

  it('keeps a message once, however often the visitor’s browser sends it', async () => {
    const taro = await visitor()
    const id = randomUUID()
    expect(await Promise.all([1, 2, 3, 4].map(() => taro.say('在庫はありますか', id)))).toEqual([
      202, 202, 202, 202,
    ])
    await test.settled()
    expect((await taro.thread()).length).toBe(1)
  })

  it('finds the words in either width', async () => {
    const jiro = await visitor()
    await jiro.say('注文をキャンセルしたい。型番はABC-123です')
    await test.settled()
    for (const q of ['ｷｬﾝｾﾙ', 'キャンセル', 'ＡＢＣ－１２３', '型番']) {
      const { items } = await agent.ok<{ items: { conversation: Row }[] }>(
        'GET',
        `/api/search?q=${encodeURIComponent(q)}`,
      )
      expect(items.map((item) => item.conversation.preview)).toContain(
        '注文をキャンセルしたい。型番はABC-123です',
      )
      expect(
        (await outsider.ok<{ items: unknown[] }>('GET', `/api/search?q=${encodeURIComponent(q)}`)).items,
      ).toEqual([])
    }
  })
})
