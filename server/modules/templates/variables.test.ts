import { beforeAll, describe, expect, it } from 'vitest'
import { addInbox, receive } from '../../../test/factories/index.ts'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import { identify } from '../customers/index.ts'
import type { Preview } from './contract.ts'

interface Told {
  variables: {
    name: string
    about: string
    title: { en: string; ja: string }
    kind: string
    always: boolean
  }[]
  filters: { name: string; argument: string | null }[]
}

let app: TestApp
let inbox: string
let conversation: string
let customer: string

beforeAll(async () => {
  app = await testApp()
  for (const [key, type] of Object.entries({
    points: 'number',
    member_since: 'date',
    memo: 'text',
    vip: 'boolean',
  }))
    await app.owner.ok('PUT', `/api/customer-attributes/${key}`, {
      label: key,
      type,
      choices: [],
      position: 0,
    })
  inbox = await addInbox(app.db, '本店')
  ;({ conversationId: conversation } = await receive(app.db, 'hanako@customer.example', inbox))
  customer = await customerOf(conversation)
})

const customerOf = async (id: string): Promise<string> =>
  (await app.owner.ok<{ customer: { id: string } }>('GET', `/api/conversations/${id}`)).customer.id
const preview = (text: string, change: object = {}, id = conversation): Promise<Preview> =>
  app.owner.ok('POST', `/api/conversations/${id}/text-preview`, { text, ...change })

describe('what answers may name', () => {
  it('is told in both languages, a workspace’s own attributes among it', async () => {
    const { variables, filters } = await app.owner.ok<Told>('GET', '/api/variables')
    const found = new Map(variables.map((one) => [one.name, one]))
    expect(found.get('customer.attribute.points')).toMatchObject({
      about: 'customer',
      kind: 'number',
      always: false,
    })
    expect(found.get('customer.attribute.vip')).toBeUndefined()
    expect(found.get('conversation.number')).toMatchObject({ kind: 'number', always: true })
    const spoken = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
    expect(
      variables.filter(
        ({ name, title }) => !name.includes('attribute') && (!spoken.test(title.ja) || spoken.test(title.en)),
      ),
    ).toEqual([])
    expect(filters).toContainEqual(expect.objectContaining({ name: 'money', argument: 'JPY' }))
  })

  it('is named in no text in which nothing is filled in', async () => {
    const refused = async (method: string, path: string, body: object) => {
      const { status, body: problem } = await app.owner.call<{ code: string }>(method, path, body)
      return `${status} ${problem.code}`
    }
    const form = await app.inbox('form')
    const thanks = { ja: '{{customer.name}} 様、ありがとうございます。', en: '' }
    const own = { channel: 'form', name: '別の窓口', settings: { thanks } }
    const receipt = { settings: { acknowledge: { text: { ja: '{name} 様 {{inbox.brand}}' } } } }
    for (const [method, path, body] of [
      ['PATCH', '/api/me', { signature: '{{agent.name}}\n配送センター' }],
      ['POST', '/api/inboxes', own],
      ['PATCH', `/api/inboxes/${form.id}`, receipt],
    ] as const)
      expect(await refused(method, path, body)).toBe('400 variables.not-here')
    const plain = { settings: { acknowledge: { text: { ja: '{name} 様 {{brand}}' } } } }
    await app.owner.ok('PATCH', `/api/inboxes/${form.id}`, plain)
  })

  it('is told to those who answer', async () => {
    const reader = await app.person('readonly')
    expect((await reader.call('GET', '/api/variables')).status).toBe(403)
    const path = `/api/conversations/${conversation}/text-preview`
    expect((await reader.call('POST', path, { text: 'x' })).status).toBe(403)
  })
})

describe('a text on a real conversation', () => {
  it('bears what is known of the customer, the conversation, the inbox, whoever answers, and the workspace', async () => {
    await app.owner.ok('PATCH', `/api/customers/${customer}`, {
      name: '山田 花子',
      attributes: { points: 12500, member_since: '2020-04-01', memo: 'お得意様' },
    })
    const me = await app.owner.ok<{ agent: { name: string } }>('GET', '/api/me')
    const { text, missing, troubles } = await preview(
      [
        '{{customer.name}} {{customer.attribute.points | number}} {{customer.attribute.member_since}}',
        '{{customer.attribute.memo}} {{conversation.subject}} {{inbox.name}}/{{inbox.brand}}/{{workspace.name}}',
        '{{agent.name}} {{conversation.team | default: 窓口}}',
      ].join('\n'),
    )
    expect(text).toBe(
      `山田 花子 12,500 2020年4月1日\nお得意様 配送について 本店/Test shop/Test shop\n${me.agent.name} 窓口`,
    )
    expect(missing).toEqual([])
    expect(new Set(troubles.map(({ code }) => code))).toEqual(new Set(['may-be-empty']))
  })

  it('is written in the language that is wanted', async () => {
    const text = '{{customer.attribute.member_since}}'
    expect((await preview(text, { language: 'en' })).text).toBe('April 1, 2020')
    expect(
      (
        await app.owner.call('POST', `/api/conversations/${conversation}/text-preview`, {
          text,
          language: 'en_US',
        })
      ).status,
    ).toBe(400)
  })

  it('calls nobody by the beginning of their mail address, and names what is missing', async () => {
    const [stranger] = await app.db.tx((tx) =>
      identify(tx, [
        {
          inboxId: inbox,
          addresses: [{ kind: 'email', value: 'taro.1985@customer.example' }],
          verified: false,
          at: tx.now,
        },
      ]),
    )
    const { customerId, name } = stranger as { customerId: string; name: string }
    expect(name).toBe('taro.1985')
    const { conversationId } = await receive(app.db, 'jiro@customer.example', inbox, { customerId })
    const { text, missing } = await preview(
      '{{customer.name}} 様 {{customer.kana | default: -}}',
      {},
      conversationId,
    )
    expect(text).toBe('{{customer.name}} 様 -')
    expect(missing).toEqual([{ name: 'customer.name', title: { en: 'Customer’s name', ja: 'お客様名' } }])
  })

  it('never opens what stands in a value', async () => {
    await app.owner.ok('PATCH', `/api/customers/${customer}`, {
      attributes: { memo: '{{workspace.name}}{{' },
    })
    expect((await preview('{{customer.attribute.memo}}')).text).toBe('{{workspace.name}}{{')
  })

  it('says what is wrong, and leaves it as it was written', async () => {
    const { text, troubles } = await preview('{{customer.nam}} 様\n{{agent.name')
    expect(text).toBe('{{customer.nam}} 様\n{{agent.name')
    expect(troubles).toEqual([
      { code: 'unknown-variable', line: 1, column: 1, what: 'customer.nam' },
      { code: 'unclosed', line: 2, column: 1, what: '{{agent.name' },
    ])
  })

  it('speaks of whoever is answered where people were merged', async () => {
    const talk = async (name: string) => {
      const from = `${name}@customer.example`
      const { conversationId: id } = await receive(app.db, from, inbox)
      await app.owner.ok('PATCH', `/api/customers/${await customerOf(id)}`, { name: `${name} 様` })
      return { id, from }
    }
    const into = await talk('ichiro')
    const merged = await talk('jiro2')
    const change = { intoId: into.id, differentCustomers: true }
    await app.owner.ok('POST', `/api/conversations/${merged.id}/merge`, change)
    const said = async (body: object) => (await preview('{{customer.name}}', body, into.id)).text
    expect(await said({})).toBe('jiro2 様')
    expect(await said({ to: [into.from] })).toBe('ichiro 様')
    expect(await said({ to: [merged.from] })).toBe('jiro2 様')
  })

  it('speaks of the thread that is answered, where people were merged', async () => {
    const talk = async (name: string, subject: string, minute: number) => {
      const from = `${name}@customer.example`
      const occurredAt = new Date(Date.UTC(2026, 10, 2, 3, minute))
      const messageKey = `mid:${name}`
      const { conversationId: id } = await receive(app.db, from, inbox, { subject, occurredAt, messageKey })
      const { number } = await app.owner.ok<{ number: number }>('GET', `/api/conversations/${id}`)
      return { id, from, number, messageKey }
    }
    await app.owner.ok('PATCH', '/api/workspace', { timeZone: 'Asia/Tokyo' })
    const into = await talk('saburo', '退職に伴う解約', 10)
    const merged = await talk('shiro', '在庫の件', 20)
    // By itself, and of no person.
    const later = { automatic: true, occurredAt: new Date(Date.UTC(2026, 10, 2, 4, 0)) }
    await receive(app.db, merged.from, inbox, { ...later, threadKeys: [merged.messageKey] })
    await app.owner.ok('POST', `/api/conversations/${merged.id}/merge`, {
      intoId: into.id,
      differentCustomers: true,
    })
    const said = async ({ from }: { from: string }) =>
      (
        await preview(
          '{{conversation.subject}} {{conversation.number}} {{conversation.last-message-at | time}}',
          { to: [from] },
          into.id,
        )
      ).text
    expect(await said(into)).toBe(`退職に伴う解約 ${into.number} 12:10`)
    expect(await said(merged)).toBe(`在庫の件 ${merged.number} 12:20`)
  })

  it('calls nobody by the name of the customer who is not written to', async () => {
    await app.owner.ok('PATCH', `/api/customers/${customer}`, { name: '山田 花子' })
    const said = async (...to: string[]) =>
      (await preview('{{customer.name | default: 担当者}}', { to })).text
    expect(await said('carrier@delivery.example')).toBe('担当者')
    expect(await said('carrier@delivery.example', 'Hanako@customer.example')).toBe('山田 花子')
  })

  it('is not shown to those who do not see the conversation', async () => {
    const other = await app.person('agent', [await app.team('別のチーム')])
    const { status } = await other.call('POST', `/api/conversations/${conversation}/text-preview`, {
      text: 'x',
    })
    expect(status).toBe(404)
  })
})
