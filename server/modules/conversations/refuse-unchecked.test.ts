import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { receive } from '../../../test/factories/index.ts'
import { testApp, type Client, type TestApp } from '../../../test/harness/app.ts'
import { NO_CHECKS } from './fixtures/checks.ts'

let app: TestApp
let agent: Client & { id: string }
let inbox: string
let other: string
let team: string
beforeAll(async () => {
  app = await testApp()
  await app.owner.ok('PATCH', '/api/workspace', { undoSeconds: 60 })
  agent = await app.person('owner')
  team = await app.team('配送')
  inbox = (await app.inbox('email', { settings: { address: 'support@shop.example' }, teamIds: [team] })).id
  other = (await app.inbox('email', { settings: { address: 'wholesale@shop.example' } })).id
})

let from = ''
let people = 0
beforeEach(() => {
  from = `hanako${(people += 1)}@customer.example`
})

const letter = async (value: string, name: string, text: string, inboxId = inbox): Promise<string> => {
  const { conversationId } = await receive(app.db, value, inboxId, {
    text,
    subject: '',
    recipients: [{ role: 'from', kind: 'email', value, name }],
  })
  return `/api/conversations/${conversationId}`
}
interface Answer {
  code: string
  reasons: { code: string; quote: string; about: string; blocks: boolean }[]
}
const send = async (place: string, text: string, more: object = {}, who: Client = agent) => {
  const { status, body } = await who.call<Answer>('POST', `${place}/replies`, { text, anyway: true, ...more })
  return status === 409 ? { code: body.code, reasons: body.reasons } : status
}
const codes = async (...args: Parameters<typeof send>) => {
  const answer = await send(...args)
  return typeof answer === 'number' ? answer : answer.reasons.map(({ code, quote }) => [code, quote])
}
const on = {
  ...NO_CHECKS,
  wrongName: true,
  noHonorific: true,
  otherAddress: true,
  otherOrder: true,
  noAttachment: true,
}

describe('an answer that its writer should look at', () => {
  it('is refused with the place, and goes once that is confirmed', async () => {
    const place = await letter(from, '山田 花子', '届いた急須が割れていました。')
    expect(await send(place, '田中様\nお調べします。')).toEqual({
      code: 'conversations.checks',
      reasons: [{ code: 'wrong-name', quote: '田中様', about: '山田 花子', blocks: false }],
    })
    const both = '田中様\n添付の資料をご覧ください。'
    expect(await codes(place, both, { confirmed: ['wrong-name'] })).toEqual([
      ['no-attachment', '添付の資料をご覧ください。'],
    ])
    expect(await send(place, both, { confirmed: ['wrong-name', 'no-attachment'] })).toBe(201)
    const { messages } = await agent.ok<{ messages: { kind: string }[] }>('GET', `${place}/messages`)
    expect(messages.filter(({ kind }) => kind === 'outbound')).toHaveLength(1)
  })

  it('may speak of a file that goes with it', async () => {
    const place = await letter(from, '山田 花子', '領収書をください。')
    const file = await agent.ok<{ id: string }>('POST', '/api/uploads?name=a.txt', Buffer.from('a'))
    expect(await send(place, '領収書を添付いたします。', { attachmentIds: [file.id] })).toBe(201)
  })

  it('names another customer’s address, telephone or order; not what was named in the talk, nor our own', async () => {
    const stranger = `jiro${people}@elsewhere.example`
    await letter(stranger, '鈴木 次郎', '注文番号 TS-204815 の件です。')
    const [known] = (await agent.ok<{ items: { id: string }[] }>('GET', `/api/customers?q=${stranger}`)).items
    await agent.ok('POST', `/api/customers/${known?.id}/identities`, {
      kind: 'phone',
      value: '090-1234-5678',
    })
    const place = await letter(from, '山田 花子', `注文番号 TS-204816 の件です。連絡先は a${from} です。`)
    const text = `山田様\n${stranger} 宛て、09012345678 へご連絡します。ご注文番号 TS204815 です。`
    expect(await codes(place, text)).toEqual([
      ['other-address', stranger],
      ['other-address', '09012345678'],
      ['other-order', 'TS204815'],
    ])
    const fine = `山田様\nご注文番号 TS-204816 は a${from} へ。support@shop.example までご返信ください。`
    expect(await send(place, fine)).toBe(201)
    expect(await send(place, '注文番号 TS-999999 でお調べします。')).toBe(201)
  })

  it('tells nothing of a customer whom its writer may not know of', async () => {
    const hidden = `secret${people}@elsewhere.example`
    await letter(hidden, '秘密 太郎', '注文番号 WH-300001 の件です。', other)
    const place = await letter(from, '山田 花子', '在庫はありますか。')
    const member = await app.person('agent', [team])
    const text = `${hidden} の注文番号 WH-300001 です。`
    expect(await codes(place, text)).toEqual([
      ['other-address', hidden],
      ['other-order', 'WH300001'],
    ])
    expect(await send(place, text, {}, member)).toBe(201)
  })

  it('is looked at in first messages, too', async () => {
    const body = { inboxId: inbox, to: [from], subject: 'ご案内', text: '添付の資料をご覧ください。' }
    expect(await agent.call('POST', '/api/conversations', body)).toMatchObject({
      status: 409,
      body: { code: 'conversations.checks' },
    })
    const confirmed = { ...body, confirmed: ['no-attachment'] }
    expect(await agent.call('POST', '/api/conversations', confirmed)).toMatchObject({ status: 201 })
  })
})

describe('what is checked', () => {
  it('is the workspace’s to say, and is written into the log', async () => {
    expect(await app.owner.ok('GET', '/api/send-checks')).toEqual(on)
    const wanted = { ...NO_CHECKS, warningWords: ['絶対に', ' 絶対に ', ''], forbiddenWords: ['ﾊﾞｶ'] }
    expect(
      await app.owner.ok('PUT', '/api/send-checks', { ...wanted, warningWords: ['絶対に', ' 絶対に '] }),
    ).toEqual({
      ...wanted,
      warningWords: ['絶対に'],
    })
    const place = await letter(from, '山田 花子', 'まだ届きません。')
    expect(await send(place, '田中様\n添付の資料をご覧ください。')).toBe(201)
    const text = '絶対にバカとは申しません。'
    expect(await send(place, text, { confirmed: ['warning-word', 'forbidden-word'] })).toMatchObject({
      reasons: [{ code: 'forbidden-word', quote: 'バカ', blocks: true }],
    })
    expect(await codes(place, text)).toEqual([
      ['forbidden-word', 'バカ'],
      ['warning-word', '絶対に'],
    ])
    const { items } = await app.owner.ok<{ items: { action: string; details: object }[] }>(
      'GET',
      '/api/audit',
    )
    expect(items[0]).toMatchObject({
      action: 'conversations.save-checks',
      details: { warningWords: { from: [], to: ['絶対に'] }, wrongName: { from: true, to: false } },
    })
    await app.owner.ok('PUT', '/api/send-checks', on)
  })

  it('is for those who may change settings', async () => {
    const member = await app.person('agent', [team])
    expect(await member.call('GET', '/api/send-checks')).toMatchObject({ status: 403 })
    expect(await member.call('PUT', '/api/send-checks', on)).toMatchObject({ status: 403 })
  })
})
