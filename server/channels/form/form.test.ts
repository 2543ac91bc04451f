import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { inquiry, visitorOf } from './fixtures/visitors.ts'

const SOON = { minimumSeconds: 0, difficulty: 4 }
const GENEROUS = { ...SOON, perSenderAnHour: 1000, perVisitorAnHour: 1000, withoutScriptAnHour: 1000 }

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

interface Row {
  id: string
  inboxId: string
  subject: string
  priority: string
  tagIds: string[]
  preview: string
  customer: { id: string; name: string }
}
interface Message {
  kind: string
  text: string
  subject: string
  automatic: boolean
  context: Record<string, string>
  attachments: { id: string; name: string; type: string; size: number }[]
}

const form = async (settings: Record<string, unknown> = {}) => {
  const inbox = await app.inbox('form', {
    settings: { protection: GENEROUS, acknowledge: { enabled: false }, ...settings },
  })
  return { ...inbox, ...visitorOf(app.url, inbox.token) }
}
const rowsIn = async (inboxId: string): Promise<Row[]> => {
  await app.settled()
  const { items } = await app.owner.ok<{ items: Row[] }>('GET', '/api/conversations?limit=200')
  return items.filter((row) => row.inboxId === inboxId)
}
const messagesOf = async (row: Row | undefined): Promise<Message[]> =>
  (await app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${row?.id}/messages`)).messages
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3])

describe('an inquiry', () => {
  it('comes to the agents: who, what, the other answers, the files and from where', async () => {
    const { id, post } = await form()
    const sent = await post(inquiry(), {
      files: [{ field: 'files', name: '写真.png', content: png }],
      other: { page: 'https://shop.example/contact?from=1#top' },
    })
    expect(sent).toMatchObject({ status: 200, body: { state: 'kept' } })
    expect(sent.body.code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
    const [row] = await rowsIn(id)
    expect(row).toMatchObject({ subject: '返品・交換', customer: { name: '山田 花子' } })
    const [message] = await messagesOf(row)
    expect(message?.text).toBe(
      [
        '届いた箱が潰れていました。',
        '交換をお願いします。',
        '',
        '――――――――――',
        'お名前：山田 花子',
        'フリガナ：ヤマダ ハナコ',
        'メールアドレス：hanako@example.jp',
        'お問い合わせの種類：返品・交換',
        'ご注文番号：A-1001',
        '添付ファイル：写真.png',
        `受付コード：${sent.body.code}`,
      ].join('\n'),
    )
    expect(message).toMatchObject({
      automatic: false,
      subject: '返品・交換',
      attachments: [{ name: '写真.png', type: 'image/png', size: png.length }],
      context: { page: 'https://shop.example/contact?from=1', お名前: '山田 花子', ご注文番号: 'A-1001' },
    })
    expect(await app.owner.ok('GET', `/api/customers/${row?.customer.id}`)).toMatchObject({
      email: 'hanako@example.jp',
      language: 'ja',
    })
  })

  it('sent again by a reload, a double click or a lost answer is one inquiry', async () => {
    const { id, post, ticket } = await form()
    const one = await ticket()
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(inquiry(), { ticket: one })))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200])
    expect(answers.filter(({ body }) => body.state === 'kept')).toHaveLength(1)
    expect(new Set(answers.map(({ body }) => body.code)).size).toBe(1)
    expect(await rowsIn(id)).toHaveLength(1)
  })

  it('with other words under a used token is refused, not swallowed', async () => {
    const { id, post, ticket } = await form()
    const one = await ticket()
    await post(inquiry(), { ticket: one })
    const changed = inquiry({ message: '追記です。' })
    expect(await post(changed, { ticket: one })).toMatchObject({
      status: 409,
      body: { code: 'form.already-sent' },
    })
    expect((await post(changed)).status).toBe(200)
    expect((await rowsIn(id)).map(({ preview }) => preview.slice(0, 5)).sort()).toEqual([
      '届いた箱が',
      '追記です。',
    ])
  })

  it('of a program comes as JSON, in its language', async () => {
    const { id, ticket, postJson } = await form()
    const {
      order: _order,
      kana: _kana,
      ...fields
    } = inquiry({ message: 'Is it in stock?', category: 'product' })
    const sent = await postJson({ ...(await ticket()), language: 'en', fields })
    expect(sent).toMatchObject({ status: 200, body: { title: 'We have received your inquiry' } })
    const [row] = await rowsIn(id)
    expect(row?.subject).toBe('A product')
    expect((await messagesOf(row))[0]?.text).toContain('What is it about?: A product')
  })

  it('gets tags, priority and another inbox by its category', async () => {
    const vip = await app.inbox('form', { name: 'VIP', settings: { acknowledge: { enabled: false } } })
    const { id, post } = await form({
      fields: [
        { key: 'email', kind: 'email', label: { ja: 'メール' }, required: true },
        {
          key: 'about',
          kind: 'choice',
          label: { ja: '種類' },
          choices: [
            {
              value: 'cancel',
              label: { ja: '解約' },
              tags: ['解約', '定期'],
              priority: 'high',
              inboxId: vip.id,
            },
            { value: 'gone', label: { ja: '消えた窓口' }, inboxId: '0198a000-0000-7000-8000-000000000000' },
          ],
        },
        { key: 'message', kind: 'textarea', label: { ja: '内容' } },
      ],
    })
    await post({ email: 'a@example.jp', about: 'cancel', message: '解約したい' })
    const [moved] = await rowsIn(vip.id)
    expect(moved).toMatchObject({ subject: '解約', priority: 'high' })
    const tags = await app.owner.ok<{ id: string; name: string }[]>('GET', '/api/tags')
    expect(
      tags
        .filter((tag) => moved?.tagIds.includes(tag.id))
        .map((tag) => tag.name)
        .sort(),
    ).toEqual(['定期', '解約'])

    await post({ email: 'b@example.jp', about: 'gone', message: '届きますか' })
    expect((await rowsIn(id)).map(({ subject }) => subject)).toEqual(['消えた窓口'])
  })

  it('is seen through the inbox that takes it, the customer too', async () => {
    const team = await app.team('定期')
    const agent = await app.person('agent', [team])
    const target = await app.inbox('form', { teamIds: [team], settings: { acknowledge: { enabled: false } } })
    const { post } = await form({
      fields: [
        { key: 'email', kind: 'email', label: { ja: 'メール' }, required: true },
        {
          key: 'about',
          kind: 'choice',
          label: { ja: '種類' },
          choices: [{ value: 'x', label: { ja: '定期' }, inboxId: target.id }],
        },
      ],
    })
    await post({ email: 'routed@example.jp', about: 'x' })
    const [row] = await rowsIn(target.id)
    expect((await agent.call('GET', `/api/conversations/${row?.id}`)).status).toBe(200)
    expect((await agent.call('GET', `/api/customers/${row?.customer.id}`)).status).toBe(200)
  })
})

describe('a field that depends on another', () => {
  const settings = {
    fields: [
      { key: 'email', kind: 'email', label: { ja: 'メール' }, required: true },
      {
        key: 'about',
        kind: 'choice',
        label: { ja: '種類' },
        choices: [
          { value: 'order', label: { ja: '注文' } },
          { value: 'other', label: { ja: 'その他' } },
        ],
      },
      {
        key: 'gift',
        kind: 'checkbox',
        label: { ja: '贈り物です' },
        showWhen: { field: 'about', equals: ['order'] },
      },
      {
        key: 'order',
        kind: 'order-number',
        label: { ja: '注文番号' },
        required: true,
        showWhen: { field: 'gift', equals: ['yes'] },
      },
    ],
  }

  it('is required only where it is shown, however deep', async () => {
    const { post } = await form(settings)
    const base = { email: 'c@example.jp' }
    expect((await post({ ...base, about: 'other', gift: 'yes' })).status).toBe(200)
    expect((await post({ ...base, about: 'order' })).status).toBe(200)
    expect(await post({ ...base, about: 'order', gift: 'yes' })).toMatchObject({
      status: 400,
      body: { code: 'form.answers', fields: [{ field: 'order', message: 'この項目をご入力ください。' }] },
    })
  })

  it('is left out when a script sends it unasked, and kept where the browser has none and shows everything', async () => {
    const { id, post, challenge } = await form(settings)
    await post({ email: 'd@example.jp', about: 'other', order: 'HIDDEN-1' })
    expect((await messagesOf((await rowsIn(id))[0]))[0]?.text).not.toContain('HIDDEN-1')
    const { token } = await challenge()
    await post({ email: 'e@example.jp', about: 'other', order: 'SEEN-1' }, { ticket: { token }, plain: true })
    const rows = await rowsIn(id)
    const texts = await Promise.all(rows.map(async (row) => (await messagesOf(row))[0]?.text ?? ''))
    expect(texts.filter((text) => text.includes('注文番号：SEEN-1'))).toHaveLength(1)
  })
})

describe('a browser without JavaScript', () => {
  it('sends the same form and gets a page with the code', async () => {
    const { id, post, challenge } = await form()
    const { token } = await challenge()
    const page = await post(inquiry(), { ticket: { token }, plain: true })
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' })
    expect(page.text).toContain('お問い合わせを承りました')
    expect(page.text).toMatch(/data-code>[2-9A-Z]{4}-[2-9A-Z]{4}</)
    expect(await rowsIn(id)).toHaveLength(1)
  })

  it('gets its words back with what needs attention', async () => {
    const { id, post, challenge } = await form()
    const { token } = await challenge()
    const page = await post(inquiry({ email: 'not an address', message: '' }), {
      ticket: { token },
      plain: true,
    })
    expect(page).toMatchObject({ status: 400, type: 'text/html; charset=utf-8' })
    expect(page.text).toContain('メールアドレスの形式をご確認ください')
    expect(page.text).toContain('value="山田 花子"')
    expect(page.text).toMatch(/<option value="return" selected>/)
    expect(await rowsIn(id)).toEqual([])
  })

  it('may send a few an hour, or none where the owner wants that', async () => {
    const strict = await form({ protection: { ...GENEROUS, withoutScript: false } })
    const { token } = await strict.challenge()
    expect(await strict.post(inquiry(), { ticket: { token } })).toMatchObject({
      status: 403,
      body: { code: 'form.needs-script' },
    })
    const { post, challenge } = await form()
    const states: number[] = []
    for (let n = 0; n < 6; n += 1)
      states.push((await post(inquiry({ email: `n${n}@example.jp` }), { ticket: await challenge() })).status)
    expect(states).toEqual([200, 200, 200, 200, 200, 429])
  })
})

describe('protection against spam', () => {
  it('wants a token of ours for this form, the work, and the time that a person takes', async () => {
    const slow = await form({ protection: { ...GENEROUS, minimumSeconds: 3, difficulty: 12 } })
    expect(await slow.post(inquiry())).toMatchObject({ status: 409, body: { code: 'form.too-fast' } })
    const { post, challenge } = await form({ protection: { ...GENEROUS, difficulty: 12 } })
    const { token } = await challenge()
    expect(await post(inquiry(), { ticket: { token, proof: '1' } })).toMatchObject({
      status: 409,
      body: { code: 'form.proof' },
    })
    const other = await form()
    for (const foreign of [await other.ticket(), { token: 'a.b', proof: '1' }, { token: '', proof: '' }])
      expect(await post(inquiry(), { ticket: foreign })).toMatchObject({
        status: 409,
        body: { code: 'form.expired' },
      })
  })

  it('tells whoever filled in the field for programs, and keeps nothing', async () => {
    const { id, post } = await form()
    expect(await post(inquiry(), { other: { contact_url: 'http://spam.example' } })).toMatchObject({
      status: 400,
      body: { code: 'form.trap' },
    })
    expect(await rowsIn(id)).toEqual([])
  })

  it('limits what one mail address gets, and says when to come back', async () => {
    const { post } = await form({ protection: { ...GENEROUS, perSenderAnHour: 2 } })
    const states: number[] = []
    for (let n = 0; n < 3; n += 1) states.push((await post(inquiry({ message: `${n}` }))).status)
    expect(states).toEqual([200, 200, 429])
    const refused = await post(inquiry({ message: 'once more', email: 'Hanako@Example.JP' }))
    expect(refused).toMatchObject({ status: 429, body: { code: 'form.too-many' } })
    expect(refused.body['retryAfterSeconds']).toBeGreaterThan(0)
    expect((await post(inquiry({ email: 'taro@example.jp' }))).status).toBe(200)
  })

  it('makes a network that sends a lot work harder', async () => {
    const { post, challenge } = await form()
    expect((await challenge()).bits).toBe(4)
    for (let n = 0; n < 9; n += 1) await post(inquiry({ email: `w${n}@example.jp` }))
    expect((await challenge()).bits).toBe(5)
  })
})

describe('files', () => {
  it('over the limit, too many or of a dangerous kind are refused by name of the limit, the words stay with the visitor', async () => {
    const { id, post } = await form({ attachments: { largestMegabytes: 1, most: 2 } })
    const big = { field: 'files', name: 'big.png', content: new Uint8Array(1024 * 1024 + 1).fill(1, 8) }
    big.content.set(png)
    const small = { field: 'files', name: 'a.png', content: png }
    const fieldsOf = async (files: (typeof small)[]) => (await post(inquiry(), { files })).body.fields
    expect(await fieldsOf([big])).toEqual([
      { field: 'files', message: 'ファイルが大きすぎます。1個あたり1MBまでお送りいただけます。' },
    ])
    expect(await fieldsOf([small, small, small])).toEqual([
      { field: 'files', message: '一度にお送りいただけるファイルは2個までです。' },
    ])
    const page = new TextEncoder().encode('<html><script>alert(1)</script>')
    const refused = await Promise.all(
      ['a.html', 'a.png', 'a.svg', 'a.exe'].map((name) =>
        fieldsOf([{ field: 'files', name, content: page }]),
      ),
    )
    expect(refused.flat().map((complaint) => complaint?.message.slice(0, 10))).toEqual(
      Array(4).fill('この種類のファイルは'),
    )
    expect(await rowsIn(id)).toEqual([])
  })

  it('larger than anything that can be sent get a page that says so', async () => {
    const { post, challenge } = await form({ attachments: { largestMegabytes: 1, most: 1 } })
    const { token } = await challenge()
    const send = (megabytes: number, plain = true) =>
      post(inquiry(), {
        ticket: { token },
        plain,
        files: [{ field: 'files', name: 'film.mp4', content: new Uint8Array(megabytes * 1024 * 1024) }],
      })
    const over = await send(1.5)
    expect(over).toMatchObject({ status: 400, type: 'text/html; charset=utf-8' })
    expect(over.text).toContain('ファイルが大きすぎます')
    expect(over.text).toContain('届いた箱が潰れていました')
    const far = await send(5)
    expect(far).toMatchObject({ status: 413, type: 'text/html; charset=utf-8' })
    expect(far.text).toContain('添付ファイルが大きすぎる')
    // Who sends by the page's script has not left the page: going back would lose what was written.
    const onPage = await send(5, false)
    expect(onPage.status).toBe(413)
    expect(onPage.text).toContain('そのまま残っています')
    expect(onPage.text).not.toContain('戻る')
  })

  it('of somebody without a good ticket are not kept for a moment, and the words stay with the visitor', async () => {
    const { post, id } = await form()
    const files = [{ field: 'files', name: 'a.png', content: png }]
    const refused = await post(inquiry(), { ticket: { token: 'x' }, plain: true, files })
    expect(refused.status).toBe(409)
    expect(refused.text).toContain('届いた箱が潰れていました')
    expect(await rowsIn(id)).toEqual([])
  })
})
