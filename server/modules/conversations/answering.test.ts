import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { sql } from '../../kernel/db/index.ts'
import type { Message } from './contract.ts'
import { keepThreadKey, outgoingById } from './queries/outgoing.ts'

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
      keepThreadKey(tx, { inboxId: inbox, key, conversationId: id, messageId: message?.id ?? null }),
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
    await app.db.tx((tx) => keepThreadKey(tx, { inboxId: inbox, key, conversationId, messageId: id }))
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

const blank = {
  mode: 'reply',
  text: '',
  html: null,
  to: null,
  cc: [],
  bcc: [],
  attachmentIds: [],
  aside: null,
}
const draftOf = async (place: string, who: Client = agent) =>
  (await who.ok<typeof blank | ''>('GET', `${place}/draft`)) || null
const save = (place: string, body: object) => agent.ok('PUT', `${place}/draft`, { ...blank, ...body })

describe('a draft', () => {
  it('is kept whole, per agent, and is gone once it is empty or sent', async () => {
    const place = await letter()
    const words = { text: '下書き', to: [from], cc: ['not yet an addre'], aside: note('メモ') }
    await save(place, words)
    expect(await draftOf(place)).toMatchObject(words)
    expect(await draftOf(place, app.owner)).toBeNull()
    await save(place, { text: '  ' })
    expect(await draftOf(place)).toBeNull()
    await save(place, { text: '下書き' })
    await reply(place, {})
    expect(await draftOf(place)).toBeNull()
  })

  it('of the other tab stays when a note is kept or an answer is sent', async () => {
    const place = await letter()
    await save(place, { mode: 'note', text: 'メモ', aside: note('返信の途中') })
    await agent.ok('POST', `${place}/notes`, { text: 'メモ', mentions: [], attachmentIds: [] })
    expect(await draftOf(place)).toMatchObject({ mode: 'reply', text: '返信の途中', aside: null })
    await save(place, { text: '返信', aside: note('メモの途中') })
    await reply(place, {})
    expect(await draftOf(place)).toMatchObject({ mode: 'note', text: 'メモの途中', aside: null })
    await agent.ok('POST', `${place}/notes`, { text: 'メモの途中', mentions: [], attachmentIds: [] })
    expect(await draftOf(place)).toBeNull()
  })

  it('of somebody who may not see the conversation is refused', async () => {
    const stranger = await app.person('agent')
    const { status } = await stranger.call('PUT', `${await letter()}/draft`, { ...blank, text: 'x' })
    expect(status).toBe(404)
  })
})

const note = (text: string) => ({ text, html: null, attachmentIds: [] })

describe('an answer that is taken back', () => {
  const undone = async (place: string, body: object, newer?: object) => {
    const { id } = await reply(place, body)
    if (newer) await save(place, newer)
    await agent.ok('POST', `/api/messages/${id}/undo`, {})
    return draftOf(place)
  }

  it('is a draft again with its recipients and files', async () => {
    const place = await letter(many())
    const file = await agent.ok<{ id: string }>('POST', '/api/uploads?name=a.txt', Buffer.from('a'))
    const draft = await undone(place, {
      to: ['taro@customer.example'],
      bcc: ['archive@shop.example'],
      attachmentIds: [file.id],
    })
    expect(draft).toMatchObject({
      text: 'お調べします。',
      to: ['taro@customer.example'],
      cc: [],
      bcc: ['archive@shop.example'],
      attachmentIds: [file.id],
    })
  })

  it('stands above what was begun since', async () => {
    const draft = await undone(await letter(), { text: '一通目' }, { text: '二通目の書きかけ' })
    expect(draft).toMatchObject({ mode: 'reply', text: '一通目\n\n二通目の書きかけ', html: null })
    const formatted = await undone(
      await letter(),
      { text: '一通目', html: '<p><strong>一通目</strong></p>' },
      { text: '<二>' },
    )
    expect(formatted?.html).toBe('<p><strong>一通目</strong></p><p></p><p>&lt;二&gt;</p>')
  })

  it('leaves a note that was begun since beside it', async () => {
    const begun = { mode: 'note', text: '上長に確認中', aside: note('続き') }
    expect(await undone(await letter(), { text: '一通目' }, begun)).toMatchObject({
      mode: 'reply',
      text: '一通目\n\n続き',
      aside: note('上長に確認中'),
    })
  })
})

describe('a picture in the text', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  )
  it('goes with the message as part of it, and comes back with it', async () => {
    const place = await letter()
    const upload = (name: string) =>
      agent.ok<{ id: string }>('POST', `/api/uploads?name=${name}`, Buffer.concat([png, Buffer.from(name)]))
    const [shown, beside] = [await upload('shown.png'), await upload('beside.png')]
    const body = {
      html: `<p>こちらです</p><img src="cid:${shown.id}@inline" alt="靴底"><img src="cid:00000000-0000-7000-8000-000000000000@inline">`,
      attachmentIds: [shown.id, beside.id],
    }
    const message = await reply(place, body)
    expect(message.attachments.map(({ id, inline, contentId }) => [id, inline, contentId])).toEqual([
      [shown.id, true, `${shown.id}@inline`],
      [beside.id, false, null],
    ])
    const { html } = await agent.ok<{ html: string }>('GET', `/api/messages/${message.id}/html`)
    expect(html).toContain(`<img alt="靴底" src="/api/attachments/${shown.id}" />`)
    expect(html).not.toContain('00000000-0000-7000')
    await agent.ok('POST', `/api/messages/${message.id}/undo`, {})
    expect((await draftOf(place))?.html).toContain(`cid:${shown.id}@inline`)
    const again = await reply(place, { text: '画像なし', attachmentIds: [shown.id] })
    expect(again.attachments).toMatchObject([{ inline: false, contentId: null }])
  })
})
