import { beforeAll, describe, expect, it } from 'vitest'
import { testApp, type TestApp } from '../../../test/harness/app.ts'
import type { Rule, RuleRun, SavedRule } from './contract.ts'
import { aRule, step } from './fixtures/ruled-desk.ts'

interface Message {
  kind: string
  automatic: boolean
  receipt: string | null
  subject: string | null
  text: string
  author: { kind: string; name: string }
}

let app: TestApp
let inbox: string
let takeMany: (many: number) => Promise<void>
let take: (from: string, text: string, headers?: string) => Promise<string>

beforeAll(async () => {
  app = await testApp()
  const address = 'desk@shop.example'
  const { id, token } = await app.inbox('email', { settings: { address } })
  inbox = id
  const account = await app.app.channels.host.inboxByToken('email', token)
  if (!account) throw new Error('no inbox')
  let count = 0
  take = async (from, text, headers = '') => {
    count += 1
    const raw = `From: ${from}\r\nTo: ${address}\r\nSubject: Question ${count}\r\nMessage-ID: <${count}@c.example>\r\n${headers}\r\n${text}`
    await app.app.channels.host.accept(account, Buffer.from(raw), `mail-${count}`)
    await app.settled()
    const { items } = await app.owner.ok<{ items: { id: string; subject: string }[] }>(
      'GET',
      '/api/conversations?limit=200',
    )
    return items.find(({ subject }) => subject === `Question ${count}`)?.id ?? ''
  }
  takeMany = async (many) => {
    const raws = Array.from({ length: many }, (_, nth) =>
      Buffer.from(
        `From: many${nth}@c.example\r\nTo: ${address}\r\nSubject: Many ${nth}\r\nMessage-ID: <many${nth}@c.example>\r\n\r\nお願い`,
      ),
    )
    await Promise.all(raws.map((raw, nth) => app.app.channels.host.accept(account, raw, `many-${nth}`)))
    await app.settled()
  }
})

const outbound = async (id: string): Promise<Message[]> =>
  (await app.owner.ok<{ messages: Message[] }>('GET', `/api/conversations/${id}/messages`)).messages.filter(
    ({ kind }) => kind === 'outbound',
  )
const runs = async (id: string): Promise<RuleRun[]> =>
  (await app.owner.ok<{ items: RuleRun[] }>('GET', `/api/conversations/${id}/rule-runs`)).items

const answer = async (body: string, title = 'ご案内'): Promise<string> => {
  const made = await app.owner.ok<{ id: string; revision: number }>('POST', '/api/templates', {
    title,
    variants: [{ language: 'ja', body }],
  })
  await app.owner.ok('POST', `/api/templates/${made.id}/approve`, { revision: made.revision })
  return made.id
}

/** Only this rule is switched on. */
const only = async (change: Partial<SavedRule>): Promise<Rule> => {
  for (const { id, enabled } of await app.owner.ok<Rule[]>('GET', '/api/rules'))
    if (enabled) await app.owner.ok('PUT', `/api/rules/${id}/enabled`, { enabled: false, confirmed: [] })
  return app.owner.ok('POST', '/api/rules', aRule(change))
}

/** What became of a rule in a conversation, once it was carried out. */
const ran = async (id: string): Promise<RuleRun> => {
  await expect.poll(() => runs(id), { timeout: 20_000 }).toHaveLength(1)
  const [run] = await runs(id)
  if (!run) throw new Error('no rule was carried out')
  return run
}

describe('a rule that answers', () => {
  it('does it in the brand’s name with the values filled in; the customer goes on waiting', async () => {
    const templateId = await answer('{{customer.name}} 様、承りました。')
    await only({ steps: [step('template.reply', { templateId })] })
    const id = await take('Hanako <hanako@c.example>', 'お願いします')
    expect(await ran(id)).toMatchObject({ state: 'done', steps: [{ title: { ja: '定型文で返信する' } }] })
    expect(await outbound(id)).toMatchObject([
      { automatic: true, text: 'Hanako 様、承りました。', author: { kind: 'system', name: 'Test shop' } },
    ])
    expect(await app.owner.ok('GET', `/api/conversations/${id}`)).toMatchObject({
      waitingSince: expect.any(String),
    })
  })

  it('answers no machine and says so, and sends nothing in which a value is missing', async () => {
    const templateId = await answer('{{customer.kana}} 様、承りました。', 'フリガナ')
    await only({ steps: [step('template.reply', { templateId })] })
    const missing = await take('Jiro <jiro@c.example>', 'お願いします')
    expect(await ran(missing)).toMatchObject({ state: 'failed', steps: [{ code: 'templates.incomplete' }] })
    expect(await outbound(missing)).toEqual([])
    const whole = await answer('承りました。', '値なし')
    await only({ steps: [step('template.reply', { templateId: whole })] })
    const robot = await take('robot@c.example', 'away', 'Auto-Submitted: auto-replied\r\n')
    expect(await ran(robot)).toMatchObject({
      state: 'unchanged',
      steps: [{ state: 'left', why: { ja: expect.stringContaining('自動送信メール') } }],
    })
    expect(await outbound(robot)).toEqual([])
  })

  it('names no person, since nobody answers; that is told when it is saved', async () => {
    const templateId = await answer('{{agent.name}} が承りました。', '担当の名前')
    for (const action of ['template.reply', 'template.propose']) {
      const { body } = await app.owner.call<{ code: string; detail: string }>(
        'POST',
        '/api/rules',
        aRule({ steps: [step(action, { templateId })] }),
      )
      expect(body).toMatchObject({
        code: 'templates.names-person',
        detail: expect.stringContaining('“担当の名前” names “Name of whoever answers”'),
      })
    }
    const whoever = await answer('{{agent.name | default: 窓口}} が承りました。', '誰でも')
    await only({ steps: [step('template.reply', { templateId: whoever })] })
    const id = await take('Kuro <kuro@c.example>', 'お願いします')
    await ran(id)
    expect(await outbound(id)).toMatchObject([{ text: '窓口 が承りました。' }])
  })

  it('proposes an answer that somebody has to approve', async () => {
    const templateId = await answer('ご提案です。', '提案')
    await only({ steps: [step('template.propose', { templateId })] })
    const id = await take('Saburo <saburo@c.example>', 'お願いします')
    expect(await ran(id)).toMatchObject({ state: 'done' })
    expect(await outbound(id)).toMatchObject([
      { receipt: 'awaiting', text: 'ご提案です。', automatic: false },
    ])
  })
})

describe('what goes outside', () => {
  it('ends where enough went within the hour, and the log says so', async () => {
    const templateId = await answer('何度でも。', '何度でも')
    await only({
      steps: [step('template.reply', { templateId }), step('template.reply', { templateId })],
    })
    await app.owner.ok('PUT', '/api/rule-limits', { perConversation: 1, perHour: 1000 })
    const id = await take('Shiro <shiro@c.example>', 'お願いします')
    expect(await ran(id)).toMatchObject({
      state: 'stopped',
      steps: [{ state: 'done' }, { state: 'stopped', code: 'automations.outward-conversation' }],
    })
    expect(await outbound(id)).toHaveLength(1)
    await app.owner.ok('PUT', '/api/rule-limits', { perConversation: 5, perHour: 0 })
    const other = await take('Goro <goro@c.example>', 'お願いします')
    expect(await ran(other)).toMatchObject({ steps: [{ code: 'automations.outward-hour' }, {}] })
    expect(await outbound(other)).toEqual([])
    await app.owner.ok('PUT', '/api/rule-limits', { perConversation: 5, perHour: 1000 })
  })

  it('is no more than may go in all, of conversations that are answered beside each other', async () => {
    const templateId = await answer('まとめて。', 'まとめて')
    await only({ steps: [step('template.reply', { templateId })] })
    const conversations = async () => {
      const path = '/api/conversations?limit=200'
      return (await app.owner.ok<{ items: { id: string }[] }>('GET', path)).items.map(({ id }) => id)
    }
    const before = await conversations()
    const went = (await Promise.all(before.map(runs))).flat().flatMap(({ steps }) => steps)
    const sent = went.filter(({ action, state }) => action === 'template.reply' && state === 'done').length
    await app.owner.ok('PUT', '/api/rule-limits', { perConversation: 5, perHour: sent + 1 })
    await takeMany(6)
    const many = (await conversations()).filter((id) => !before.includes(id))
    await Promise.all(many.map(ran))
    expect(many).toHaveLength(6)
    expect((await Promise.all(many.map(outbound))).flat()).toHaveLength(1)
    await app.owner.ok('PUT', '/api/rule-limits', { perConversation: 5, perHour: 1000 })
  })

  it('to a webhook is the conversation, signed and kept as every delivery, for those alone who may set that up', async () => {
    const { webhook } = await app.owner.ok<{ webhook: { id: string } }>('POST', '/api/webhooks', {
      url: 'http://127.0.0.1:9/hook',
      events: ['note.added'],
    })
    const steps = [step('webhook.call', { webhookId: webhook.id })]
    const lead = await app.person('lead')
    expect((await lead.call<{ code: string }>('POST', '/api/rules', aRule({ steps }))).body.code).toBe(
      'actions.not-allowed',
    )
    await only({ name: '倉庫へ', steps })
    const id = await take('Rokuro <rokuro@c.example>', 'お願いします')
    expect(await ran(id)).toMatchObject({ state: 'done' })
    const { items } = await app.owner.ok<{ items: { id: string; event: string }[] }>(
      'GET',
      `/api/webhooks/${webhook.id}/deliveries`,
    )
    expect(items).toMatchObject([{ event: 'action.called' }])
    const { body } = await app.owner.ok<{ body: string }>('GET', `/api/webhook-deliveries/${items[0]?.id}`)
    expect(JSON.parse(body)).toMatchObject({
      type: 'action.called',
      data: { conversation: { id, inboxId: inbox }, by: { kind: 'system', name: '倉庫へ' } },
    })
    await app.owner.ok('PATCH', `/api/webhooks/${webhook.id}`, { state: 'paused' })
    const late = await take('Shichiro <shichiro@c.example>', 'お願いします')
    expect(await ran(late)).toMatchObject({ steps: [{ state: 'left' }] })
  })
})

describe('a queue', () => {
  const queue = (name: string, applies: object | null) =>
    app.owner.ok<{ id: string }>('POST', '/api/queues', {
      name,
      applies,
      teamIds: [],
      mode: 'hand',
      skills: [],
      language: 'ignore',
      lastAgent: false,
      urgent: null,
      overflowSeconds: null,
      overflowTeamIds: [],
    })

  it('into which a rule puts a conversation keeps it, whichever would fit', async () => {
    await queue('すべて', null)
    const chosen = await queue('選んだ列', {
      match: 'all',
      of: [{ condition: 'conversation.priority', how: 'any-of', value: ['urgent'] }],
    })
    await only({ steps: [step('routing.queue', { queueId: chosen.id })] })
    const id = await take('Hachiro <hachiro@c.example>', 'お願いします')
    expect(await ran(id)).toMatchObject({ state: 'done', steps: [{ to: { ja: '選んだ列' } }] })
    const place = () =>
      app.owner.ok<{ place: { queueId: string } | null }>('GET', `/api/conversations/${id}/routing`)
    expect(await place()).toMatchObject({ place: { queueId: chosen.id } })
    await app.owner.ok('PUT', `/api/conversations/${id}/priority`, { priority: 'high' })
    await app.settled()
    expect(await place()).toMatchObject({ place: { queueId: chosen.id } })
  })
})
