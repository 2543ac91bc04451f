import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { formsOf, GENEROUS, png } from './fixtures/forms.ts'
import { inquiry } from './fixtures/visitors.ts'

let app: TestApp

beforeAll(async () => {
  app = await testApp()
})

const { form, rowsIn, messagesOf } = formsOf(() => app)

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
