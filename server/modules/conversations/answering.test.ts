import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Message } from './contract.ts'
import { outgoingById } from './queries/outgoing.ts'
import { insertThreadKeys } from './queries/receive.ts'

type Recipients = Message['recipients']
type People = { to: { value: string }[]; cc: { value: string }[] }

let app: TestApp
let agent: Client & { id: string }
let inbox: string
beforeAll(async () => {
  app = await testApp()
  // Nothing leaves: what is written can always be taken back.
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  inbox = (
    await app.inbox('email', {
      address: 'support@shop.example',
      settings: { address: 'support@shop.example', signature: '緑の靴店' },
    })
  ).id
  await app.inbox('email', {
    address: 'billing@shop.example',
    settings: { address: 'billing@shop.example' },
  })
})
let from = ''
let letters = 0
beforeEach(() => {
  from = `hanako${(letters += 1)}@customer.example`
})

const person = (role: 'from' | 'to' | 'cc', value: string, name: string | null = null) => ({
  role,
  kind: 'email',
  value,
  name,
})
const letter = async (recipients: Recipients = [], subject = '配送について'): Promise<string> => {
  const { conversationId } = await receive(app.db, from, inbox, {
    subject,
    recipients: [person('from', from, '山田 花子'), ...recipients],
  })
  return `/api/conversations/${conversationId}`
}
const many = (): Recipients => [
  person('to', 'Support+c1@shop.example'),
  person('to', 'taro@customer.example', '山田 太郎'),
  person('cc', 'BILLING@shop.example'),
  person('cc', 'boss@customer.example'),
  person('cc', 'Taro@customer.example'),
]
const values = ({ to, cc }: People) => [to.map(({ value }) => value), cc.map(({ value }) => value)]
const answering = (place: string) =>
  agent.ok<{ reply: People; all: People; closing: string }>('GET', `${place}/answering`)
const reply = (place: string, body: object) =>
  agent.ok<Message>('POST', `${place}/replies`, { text: 'お調べします。', ...body })
const sentTo = (message: Message) =>
  message.recipients.map(({ role, value, name }) => [role, value, name].filter(Boolean).join(' '))

describe('to whom an answer goes', () => {
  it('is whoever wrote, or everybody on the mail but ourselves', async () => {
    const place = await letter(many())
    const { reply: one, all } = await answering(place)
    expect(values(one)).toEqual([[from], []])
    expect(values(all)).toEqual([[from, 'taro@customer.example'], ['boss@customer.example']])
  })

  it('is not a machine that answered for somebody who is away, unless nobody else wrote', async () => {
    const place = await letter()
    const id = place.split('/').at(-1) as string
    await agent.ok('POST', `${place}/replies`, { text: 'ご確認ください。', cc: ['partner@other.example'] })
    const [message] = await app.db.many<{ id: string }>(sql`
      select id from messages where workspace_id = ${app.workspaceId} and conversation_id = ${id} and kind = 'outbound'`)
    const key = `mid:${message?.id}`
    await app.db.tx((tx) =>
      insertThreadKeys(tx, [{ inboxId: inbox, key, conversationId: id, messageId: message?.id ?? null }]),
    )
    const notice = await receive(app.db, 'partner@other.example', inbox, {
      text: '不在にしております。',
      automatic: true,
      threadKeys: [key],
      recipients: [person('from', 'partner@other.example'), person('to', 'support@shop.example')],
    })
    expect(notice.conversationId).toBe(id)
    const { reply: one, all } = await answering(place)
    expect(values(one)).toEqual([[from], []])
    expect(values(all)[0]).toEqual([from])
    const next = await reply(place, { anyway: true })
    expect(sentTo(next)).toEqual([`to ${from} 山田 花子`])
    const out = await outgoingById(app.db, next.id)
    expect(out?.answers?.text).toBe('こんにちは。注文した商品がまだ届きません。')
    const alone = await receive(app.db, 'robot@other.example', inbox, { automatic: true })
    const robot = await answering(`/api/conversations/${alone.conversationId}`)
    expect(values(robot.reply)).toEqual([['robot@other.example'], []])
  })

  it('is never an inbox of ours, paused or archived ones too', async () => {
    const paused = await app.inbox('email', { settings: { address: 'paused@shop.example' } })
    await app.owner.ok('PATCH', `/api/inboxes/${paused.id}`, { state: 'paused' })
    const place = await letter([person('to', 'paused@shop.example'), person('cc', 'taro@customer.example')])
    expect(values((await answering(place)).all)).toEqual([[from], ['taro@customer.example']])
  })

  it('is as the agent says, with the names that are known; left out, whoever wrote', async () => {
    const place = await letter(many())
    const all = await reply(place, {
      to: [from, 'taro@customer.example'],
      cc: ['boss@customer.example'],
      bcc: ['archive@shop.example'],
    })
    expect(sentTo(all)).toEqual([
      `to ${from} 山田 花子`,
      'to taro@customer.example 山田 太郎',
      'cc boss@customer.example',
      'bcc archive@shop.example',
    ])
    expect(sentTo(await reply(place, { anyway: true }))).toEqual([`to ${from} 山田 花子`])
  })

  it('keeps whom we added to our own answer, and goes back to the mail’s people once that was taken back', async () => {
    const place = await letter()
    const { id } = await reply(place, { cc: ['repair@partner.example'] })
    expect(values((await answering(place)).all)).toEqual([[from], ['repair@partner.example']])
    await agent.ok('POST', `/api/messages/${id}/undo`, {})
    expect(values((await answering(place)).all)).toEqual([[from], []])
  })

  it('may be an address that carriers gave away against the standard, and nothing that is none', async () => {
    const place = await letter()
    await reply(place, { to: ['a..b.@docomo.ne.jp'], cc: ['x_y@softbank.ne.jp'] })
    for (const bad of ['hanako', 'hanako@', 'a@b', 'a b@c.jp', 'a@b.jp, c@d.jp', 'a@b.jp\r\nBcc: x@y.jp']) {
      const { status } = await agent.call('POST', `${place}/replies`, { text: 'x', cc: [bad] })
      expect([bad, status]).toEqual([bad, 400])
    }
  })

  it('is told with the signatures that will stand below it: the agent’s, then the inbox’s', async () => {
    const place = await letter()
    expect((await answering(place)).closing).toBe('緑の靴店')
    await agent.ok('PATCH', '/api/me', { signature: '佐藤 花\n' })
    expect((await answering(place)).closing).toBe('佐藤 花\n\n緑の靴店')
    expect(await agent.ok('GET', `/api/inboxes/${inbox}/closing`)).toEqual({
      closing: '佐藤 花\n\n緑の靴店',
    })
    await agent.ok('PATCH', '/api/me', { signature: '' })
  })
})

describe('the subject of an answer', () => {
  it('follows the conversation’s once that was changed', async () => {
    const place = await letter()
    expect(await reply(place, {})).toMatchObject({ subject: '配送について' })
    await agent.ok('PUT', `${place}/subject`, { subject: 'ご返金のご案内' })
    expect(await reply(place, { anyway: true })).toMatchObject({ subject: 'ご返金のご案内' })
  })

  it('follows the customer’s last one, until somebody changes the conversation’s after that', async () => {
    const place = await letter()
    const { id, subject } = await reply(place, {})
    expect(subject).toBe('配送について')
    const conversationId = place.split('/').at(-1) as string
    const key = `mid:${id}`
    await app.db.tx((tx) => insertThreadKeys(tx, [{ inboxId: inbox, key, conversationId, messageId: id }]))
    const next = (words: string) =>
      receive(app.db, from, inbox, { subject: words, threadKeys: [key], recipients: [person('from', from)] })
    await next('Re: サイズ交換のお願い')
    expect(await reply(place, { anyway: true })).toMatchObject({ subject: 'Re: サイズ交換のお願い' })
    await agent.ok('PUT', `${place}/subject`, { subject: '交換のご案内' })
    expect(await reply(place, { anyway: true })).toMatchObject({ subject: '交換のご案内' })
    await next('')
    expect(await reply(place, { anyway: true })).toMatchObject({ subject: '交換のご案内' })
    await next('領収書について')
    expect(await reply(place, { anyway: true })).toMatchObject({ subject: '領収書について' })
  })
})
